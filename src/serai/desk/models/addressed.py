"""Pages that stand on the public site, which Wagtail does not serve.

Rule: a page's link leads to the baked site, whatever Wagtail's own tree says.
"""

from typing import Any

from django.conf import settings

# Saving only these changes nothing that a reader can see.
HOUSEKEEPING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "wagtail_admin_comments",
    }
)


class Addressed:
    """Mix in before `Page`; the page has an `address`, or "" while it has none."""

    @property
    def address(self) -> str:
        """The path from the public site's root."""
        raise NotImplementedError

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Wagtail's site, the public site's root, and the path below it."""
        if not self.address:
            return None
        sites = self._get_site_root_paths(request)  # type: ignore[attr-defined]
        return (
            sites[0].site_id if sites else 0,
            settings.NEWSROOM.text("site_url").rstrip("/"),
            self.address,
        )

    def get_full_url(self, request: Any = None) -> str | None:
        """Where readers find it, with the site's name."""
        parts = self.get_url_parts(request)
        return f"{parts[1]}{parts[2]}" if parts else None

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """As `get_full_url`: the desk is never where readers are."""
        return self.get_full_url(request)

    url = property(get_url)
    full_url = property(get_full_url)
