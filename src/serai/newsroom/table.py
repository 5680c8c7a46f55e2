"""The settings table: every setting's name, default, unit and help.

Rule: pure, and the one place where a setting is named; `serai.newsroom.config` reads what a newsroom says to
them, and what a unit means. No secret is a setting.
"""

import json
from dataclasses import dataclass

Value = str | int | bool


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One row of the table. The default's type is the setting's type."""

    name: str
    default: Value
    unit: str
    help: str


def spelled(value: Value) -> str:
    """`value` as serai.toml has it: text in quotes, and no capital in true and false."""
    return json.dumps(value, ensure_ascii=False)


TABLE: tuple[Setting, ...] = (
    Setting(name="name", default="Serai", unit="", help="The outlet's name, above all its editions."),
    Setting(
        name="site_url",
        default="http://127.0.0.1:8000",
        unit="URL",
        help="Where readers find the site, without a slash at the end.",
    ),
    Setting(
        name="public_address", default="127.0.0.1:8000", unit="host:port", help="Where site and gate listen."
    ),
    Setting(
        name="public_server",
        default="caddy",
        unit="caddy or nginx",
        help="What serves site and gate: Caddy, which comes with Serai, or an nginx that is installed.",
    ),
    Setting(
        name="domain",
        default="",
        unit="domain",
        help="The site's domain, as news.example: Caddy then gets certificates for it and serves HTTPS.",
    ),
    Setting(
        name="acme_mail",
        default="",
        unit="mail address",
        help="Where the certificate authority writes to when something is wrong with a certificate.",
    ),
    Setting(name="desk_address", default="127.0.0.1:8001", unit="host:port", help="Where the desk listens."),
    Setting(
        name="desk_url",
        default="http://127.0.0.1:8001",
        unit="URL",
        help="Where editors find the desk, without a slash at the end.",
    ),
    Setting(name="time_zone", default="UTC", unit="IANA name", help="The desk's time zone."),
    Setting(name="front_stories", default=12, unit="stories", help="How many stories lead a front."),
    Setting(
        name="page_stories", default=20, unit="stories", help="About how many stories a page of a list holds."
    ),
    Setting(
        name="variants",
        default=True,
        unit="true or false",
        help="Whether gzip and Brotli copies stand beside each page, so that no server compresses.",
    ),
    Setting(
        name="epub",
        default=True,
        unit="true or false",
        help="Whether each of an edition's newest 30 days has a book (EPUB).",
    ),
    Setting(
        name="offline",
        default=True,
        unit="true or false",
        help="Whether readers who ask for it may keep what they read on their devices.",
    ),
    Setting(
        name="search",
        default=True,
        unit="true or false",
        help="Whether readers can search the site: a form on each page, answered by the gate.",
    ),
    Setting(
        name="feed_text",
        default="full",
        unit="full or summary",
        help="What feeds hold of a story: its whole text, or its summary.",
    ),
    Setting(
        name="websub_hub",
        default="",
        unit="hub URL",
        help="The WebSub hub that feeds name, and that is told when one has changed.",
    ),
    Setting(
        name="bake_processes",
        default=2,
        unit="processes",
        help="How many processes make pages when very many are to be made; 1 for none but the press's own.",
    ),
    Setting(
        name="bake_memory",
        default=400,
        unit="MB",
        help="What those processes and the press may hold in memory together.",
    ),
    Setting(name="photo_limit", default=30, unit="MB", help="The largest picture file that may be uploaded."),
    Setting(
        name="photo_pixels",
        default=80,
        unit="megapixels",
        help="The largest picture, in pixels, that may be uploaded.",
    ),
    Setting(name="rescue_limit", default=5, unit="MB", help="The largest saved page that rescue will read."),
    Setting(
        name="thread_depth", default=3, unit="levels", help="How deep replies are set in under a comment."
    ),
    Setting(
        name="readership",
        default=True,
        unit="true or false",
        help="Whether it is counted how often each story is opened: numbers by day, without addresses.",
    ),
    Setting(
        name="readership_least",
        default=10,
        unit="openings",
        help="What a story must come to on one day before the gate tells any number of it.",
    ),
    Setting(
        name="edit_minutes",
        default=15,
        unit="minutes",
        help="How long a reader may change a comment that was sent.",
    ),
    Setting(
        name="gate_hourly",
        default=20,
        unit="entries",
        help="What one source may send in an hour; what is over is held for a moderator.",
    ),
    Setting(
        name="gate_flood",
        default=600,
        unit="requests",
        help="What one source may send in a minute before it is refused.",
    ),
    Setting(
        name="erase_days",
        default=2,
        unit="days",
        help="How long a gate keeps what readers wrote once the newsroom has it.",
    ),
    Setting(
        name="receipt_days",
        default=90,
        unit="days",
        help="How long a reader's receipt answers after its last change.",
    ),
    Setting(
        name="trusted_proxies",
        default="",
        unit="addresses",
        help="Servers before this one whose X-Forwarded-For is believed: 127.0.0.1 for one on this machine.",
    ),
    Setting(
        name="gates",
        default="",
        unit="URLs",
        help="Further gates to collect from, beside the newsroom's own.",
    ),
    Setting(
        name="collect_seconds",
        default=15,
        unit="seconds",
        help="How often a further gate is asked for what came in.",
    ),
    Setting(
        name="carry_targets",
        default="",
        unit="targets",
        help="Where copies of the site are kept up to date: folders, user@host:path, rsync://, s3://.",
    ),
    Setting(
        name="s3_endpoint",
        default="",
        unit="URL",
        help="The S3 server of s3:// targets; empty for AWS_ENDPOINT_URL, or Amazon's own.",
    ),
    Setting(
        name="desk_database",
        default="",
        unit="postgresql URL",
        help="Where the desk's stories are kept; a file in the data folder where this is empty.",
    ),
    Setting(
        name="discussion_database",
        default="",
        unit="postgresql URL",
        help="Where the discussion is kept; a file in the data folder where this is empty.",
    ),
    Setting(
        name="fediverse",
        default=False,
        unit="true or false",
        help="Whether each edition is an account that readers of Mastodon and its kin can follow.",
    ),
    Setting(
        name="mail_host",
        default="",
        unit="host",
        help="The server that sends mail of replies; readers are asked for an address only with one.",
    ),
    Setting(
        name="mail_port",
        default=587,
        unit="port",
        help="Its port: 465 speaks TLS from the start, others STARTTLS, loopback neither.",
    ),
    Setting(
        name="mail_user",
        default="",
        unit="",
        help="Who logs in at the mail server; the password is in data/mail_password.",
    ),
    Setting(
        name="mail_from",
        default="",
        unit="mail address",
        help="The sender of the newsroom's mail to readers.",
    ),
)
