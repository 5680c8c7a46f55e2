"""The site's settings: `SERAI_BENCH_WAGTAIL` names the folder with its database."""

import os
from pathlib import Path

FOLDER = Path(os.environ["SERAI_BENCH_WAGTAIL"])
SECRET_KEY = "of a site that lives for a minute"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.wagtail_site.urls"
INSTALLED_APPS = [
    "bench.wagtail_site",
    *(f"wagtail.{name}" for name in ("users", "images", "documents", "search", "admin")),
    "wagtail",
    "taggit",
    "modelcluster",
    *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages", "staticfiles")),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
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
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "wagtail.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "The Measured Courier"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
USE_TZ = True
