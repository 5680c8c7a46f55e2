"""The moderation screen: all comments with their states, filters, and approve / hold / reject in bulk.

Rule: shows and asks; what changes goes through `actions`. Nobody adds, edits or deletes a comment here.
"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from serai.discussion import actions
from serai.discussion.models import Comment
from serai.discussion.rules import moderators, states


class CommentPolicy(ModelPermissionPolicy):
    """Moderators look; nobody writes a reader's words."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return moderators.may(user, action)


class CommentViewSet(SnippetViewSet):
    """The list of comments, newest first, and one comment with its moves."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    menu_name = "comments"
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["__str__", "state", "name", "written_at", "edition", "archive"]
    list_filter = ["state", "edition", "imported"]
    search_fields = ["text", "name", "story"]
    inspect_view_fields = [
        "text", "name", "written_at", "state", "edition", "story", "position", "reply_to", "archive",
    ]  # fmt: skip


class _Deciding(SnippetBulkAction):
    """Moves every chosen comment to one state through `actions`."""

    models: ClassVar[list[type]] = [Comment]
    template_name = "discussion/decide.html"
    form_class = forms.Form
    after: ClassVar[states.State]
    question: Any = ""

    def check_perm(self, obj: Comment) -> bool:
        before: states.State = obj.state  # type: ignore[assignment]
        may_move = before == self.after or states.allowed(before, self.after)
        return may_move and moderators.may_moderate(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "label": self.display_name,
            "question": self.question,
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "by": self.request.user.get_username()}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(count)d comment decided.", "%(count)d comments decided.", num_parent_objects) % {
            "count": num_parent_objects
        }


class Approving(_Deciding):
    """Lets the chosen comments stand."""

    display_name = _("Approve")
    aria_label = _("Approve the chosen comments")
    action_type = "approve"
    action_priority = 10
    after = "approved"
    question = _("Let these comments stand on the page?")

    @classmethod
    def execute_action(cls, objects: list[Comment], by: str = "", **_kwargs: Any) -> tuple[int, int]:
        for comment in objects:
            actions.approve(comment=comment, by=by)
        return len(objects), 0


class ReasonForm(forms.Form):
    """Why comments are held or rejected."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class Holding(_Deciding):
    """Sets the chosen comments aside."""

    display_name = _("Hold")
    aria_label = _("Hold the chosen comments")
    action_type = "hold"
    action_priority = 20
    after = "held"
    form_class = ReasonForm
    question = _("Set these comments aside, out of the public's sight?")

    @classmethod
    def execute_action(cls, objects: list[Comment], by: str = "", **kwargs: Any) -> tuple[int, int]:
        reason = kwargs["self"].cleaned_form.cleaned_data["reason"]
        for comment in objects:
            actions.hold(comment=comment, by=by, reason=reason)
        return len(objects), 0


class Rejecting(_Deciding):
    """Takes the chosen comments out of the public's sight."""

    display_name = _("Reject")
    aria_label = _("Reject the chosen comments")
    action_type = "reject"
    action_priority = 30
    classes: ClassVar[set[str]] = {"serious"}
    after = "rejected"
    form_class = ReasonForm
    question = _("Reject these comments? They leave the page.")

    @classmethod
    def execute_action(cls, objects: list[Comment], by: str = "", **kwargs: Any) -> tuple[int, int]:
        reason = kwargs["self"].cleaned_form.cleaned_data["reason"]
        for comment in objects:
            actions.reject(comment=comment, by=by, reason=reason)
        return len(objects), 0
