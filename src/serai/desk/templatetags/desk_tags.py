"""What the desk's templates ask besides their context.

Rule: reads settings; nothing else.
"""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def outlet() -> str:
    """The outlet's name, as in serai.toml."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def site_url() -> str:
    """Where readers find the outlet."""
    return str(settings.NEWSROOM.text("site_url"))
