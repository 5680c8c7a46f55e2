"""The Django project's settings, made from the newsroom that `SERAI_NEWSROOM` names.

Rule: what an outlet may choose is in the table of `serai.newsroom.config`; what is here is the same for
all newsrooms. Pages are never served from here: the public site is baked.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from serai.core.errors import SettingError
from serai.newsroom import languages, postgresql
from serai.newsroom.config import open_newsroom

if "SERAI_NEWSROOM" not in os.environ:
    raise SettingError("SERAI_NEWSROOM names no folder. Start the desk with: serai run")
NEWSROOM = open_newsroom(Path(os.environ["SERAI_NEWSROOM"]))

SECRET_KEY = NEWSROOM.secret_key()
FEDIVERSE = NEWSROOM.flag("fediverse")  # whether the desk shows who follows
DEBUG = False
_DESK = urlsplit(NEWSROOM.text("desk_url"))
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", _DESK.hostname or ""]
CSRF_TRUSTED_ORIGINS = [NEWSROOM.text("desk_url")]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = _DESK.scheme == "https"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long story has many blocks, its translation more fields
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

INSTALLED_APPS = [
    "serai.newsroom",
    "serai.wire",
    "serai.discussion",
    "serai.desk",
    "wagtail_localize",
    "wagtail.contrib.settings",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if NEWSROOM.text(postgresql.DESK):
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search asks in its words

MIDDLEWARE = [
    "serai.newsroom.limits.body_limit",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "serai.desk.fence.Fence",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
X_FRAME_OPTIONS = "SAMEORIGIN"

ROOT_URLCONF = "serai.newsroom.urls"
WSGI_APPLICATION = "serai.newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
# What is erased from the discussion is overwritten on the disk.
_ERASING = f"{_PRAGMAS} PRAGMA secure_delete=ON;"


def _sqlite(file: Path, pragmas: str) -> dict[str, object]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


DATABASES = {
    "default": postgresql.database(NEWSROOM, postgresql.DESK) or _sqlite(NEWSROOM.desk_database, _PRAGMAS),
    "discussion": postgresql.database(NEWSROOM, postgresql.DISCUSSION)
    or _sqlite(NEWSROOM.discussion_database, _ERASING),
}
DATABASE_ROUTERS = ["serai.newsroom.routing.Rooms"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages.LANGUAGES
TIME_ZONE = NEWSROOM.text("time_zone")
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = languages.OF_THE_DESK
WAGTAIL_ALLOW_UNICODE_SLUGS = False

STATIC_URL = "/static/"
STATIC_ROOT = NEWSROOM.static
MEDIA_URL = "/originals/"
MEDIA_ROOT = NEWSROOM.originals

WAGTAIL_SITE_NAME = NEWSROOM.text("name")
WAGTAILADMIN_BASE_URL = NEWSROOM.text("desk_url")
WAGTAILIMAGES_IMAGE_MODEL = "desk.Photo"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "tif", "tiff", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "heic": "jpeg", "tiff": "jpeg"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "serai.desk.photo_forms.PhotoForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = NEWSROOM.number("photo_pixels") * 1_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = NEWSROOM.number("photo_limit") * 1024 * 1024
# No language's endings are cut off words: editions are in many languages. SQLite takes no such setting.
_SEARCH = {"SEARCH_CONFIG": "simple"} if NEWSROOM.text(postgresql.DESK) else {}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "serai.desk.searching", **_SEARCH}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

_MAIL = "smtp" if NEWSROOM.sends_mail else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"
EMAIL_HOST = NEWSROOM.text("mail_host")
EMAIL_PORT = NEWSROOM.number("mail_port")
EMAIL_HOST_USER = NEWSROOM.text("mail_user")
EMAIL_HOST_PASSWORD = NEWSROOM.mail_password()
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in {"localhost", "127.0.0.1"}
EMAIL_TIMEOUT = 20  # seconds

SERAI_PREVIEW = "serai.newsroom.preview.render"
SERAI_FRONT_PREVIEW = "serai.newsroom.preview.render_front"
