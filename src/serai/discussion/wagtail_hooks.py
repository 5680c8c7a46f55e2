"""Where the discussion joins the desk's screens.

Rule: registers and decides nothing.
"""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from serai.discussion import admin
from serai.discussion.models import Comment

register_permission_policy(Comment, admin.CommentPolicy(Comment))
register_snippet(admin.CommentViewSet)

for action in (admin.Approving, admin.Holding, admin.Rejecting):
    hooks.register("register_bulk_action", action)
