"""The four roles of a newsroom, the translators of each edition, and the workflow between writer and editor.

Rule: one table says what each role may; setting up makes the database agree with it and may be done again
at any time. It takes back what Wagtail grants its own groups of the same names, and leaves alone what other
rooms grant. A writer writes and submits; an editor approves, publishes and corrects; a moderator moderates
and touches no story; an administrator may do all of it and manage people.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from serai.desk.models import Edition

WRITERS, EDITORS, MODERATORS, ADMINISTRATORS = "Writers", "Editors", "Moderators", "Administrators"
WORKFLOW = "An editor approves"
TRANSLATORS = "Translators"  # and an edition's code: one group for each

ACCESS = ("wagtailadmin.access_admin",)
TOPICS = ("desk.add_topic", "desk.view_topic", "desk.view_author", "desk.view_section")
VIEWING = ("desk.view_topic", "desk.view_author", "desk.view_section")
SIGNS = tuple(
    f"desk.{act}_{sign}"
    for sign in ("author", "topic", "section")
    for act in ("add", "change", "delete", "view")
)
PEOPLE = tuple(
    f"auth.{act}_{thing}" for thing in ("user", "group") for act in ("add", "change", "delete", "view")
)
WORKFLOWS = tuple(
    f"wagtailcore.{act}_{thing}"
    for thing in ("workflow", "task", "workflowtask")
    for act in ("add", "change")
)

LANGUAGES = ("wagtailcore.add_locale", "wagtailcore.change_locale")

# For each role: what it may do anywhere, with an edition's pages, and with photos.
TABLE: Mapping[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    WRITERS: ((*ACCESS, *TOPICS), ("add", "change"), ("add", "choose")),
    EDITORS: (
        (*ACCESS, *SIGNS),
        ("add", "change", "publish", "lock", "unlock"),
        ("add", "change", "delete", "choose"),
    ),
    MODERATORS: (ACCESS, (), ()),
    ADMINISTRATORS: (
        (*ACCESS, *SIGNS, *PEOPLE, *WORKFLOWS, *LANGUAGES),
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        ("add", "change", "delete", "choose"),
    ),
}


@transaction.atomic
def set_up_roles(*, also: Mapping[str, Sequence[str]] | None = None) -> None:
    """Make the four groups what TABLE says; `also` gives a role permissions of other rooms, by label."""
    for role, (anywhere, _pages, photos) in TABLE.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.remove(*group.permissions.filter(content_type__app_label__in=_OURS))
        group.permissions.add(*_permissions([*anywhere, *(also or {}).get(role, ())]))
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.filter(group=group).delete()
        collection = Collection.get_first_root_node()
        for codename in photos:
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=_one(f"wagtailimages.{codename}_image")
            )
    for edition in Edition.objects.all():
        grant_edition(edition)
    root = Page.get_first_root_node()
    for group in Group.objects.filter(name=ADMINISTRATORS):
        _grant_page(group, root, TABLE[ADMINISTRATORS][1])


@transaction.atomic
def grant_edition(edition: Edition) -> None:
    """Let the roles that exist work in `edition`."""
    for group in Group.objects.filter(name__in=TABLE):
        _grant_page(group, edition, TABLE[group.name][1])
    if Group.objects.filter(name=WRITERS).exists():
        translators(edition)


def translators(edition: Edition) -> Group:
    """The group of those who translate into `edition` and write nowhere else, made where it is missing."""
    group, _made = Group.objects.get_or_create(name=f"{TRANSLATORS}: {edition.code}")
    group.permissions.add(*_permissions([*ACCESS, *VIEWING]))
    _grant_page(group, edition, ("add", "change"))
    return group


@transaction.atomic
def set_up_workflow() -> None:
    """Let every story go from its writer through an editor, instead of Wagtail's own workflow."""
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    administrators, _made = Group.objects.get_or_create(name=ADMINISTRATORS)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(
        name=WORKFLOW
    )
    task.groups.set([editors, administrators])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for other in Workflow.objects.filter(name="Moderators approval", active=True):
        other.deactivate()
    Task.objects.filter(name="Moderators approval").update(active=False)


# wagtail-localize grants its own way of translating to Wagtail's groups; here it is taken back.
_OURS = ("desk", "wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtail_localize", "auth")


def _grant_page(group: Group, page: Page, codenames: Iterable[str]) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=_one(f"wagtailcore.{codename}_page")
        )


def _permissions(labels: Sequence[str]) -> list[Permission]:
    return [_one(label) for label in labels]


def _one(label: str) -> Any:
    app, _dot, codename = label.partition(".")
    return Permission.objects.get(Q(content_type__app_label=app) & Q(codename=codename))
