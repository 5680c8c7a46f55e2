"""The moderation screens: who may enter, what is seen, and every act by plain forms without a script."""
import pytest
from django.test import Client
from django.urls import reverse
from django.contrib.auth.models import Permission, User

from serai.discussion import actions
from serai.discussion.actions import Incoming

PLACES = ["work", "rules", "words", "learner", "mutes", "alarms", "gates"]

def moderator(client, *more):
    user = User.objects.create_user("moderator")
    for label in ("wagtailadmin.access_admin", "discussion.moderate_comment", *more):
        app, _dot, codename = label.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client.force_login(user)
    return client

@pytest.mark.django_db
def test_all(client: Client) -> None:
    made = actions.import_comments(edition="en", story="a" * 32, source="t", comments=[Incoming(text=t) for t in ["<script>", "b"]], state="pending")
    m = moderator(client, "discussion.erase_comment")
    for q in ["new", "held", "reported", "brigade", "all"]:
        page = m.get(reverse("discussion:queue", args=[q]))
        assert page.status_code == 200
    for name in PLACES:
        assert m.get(reverse(f"discussion:{name}")).status_code == 200, name
    assert m.get(reverse("discussion:comment", args=[made[0].pk])).status_code == 200
    assert m.get(reverse("discussion:rule") + "?edition=en").status_code == 200
    assert m.get(reverse("discussion:ask_many") + "?name=x").status_code == 200
    assert m.get(reverse("discussion:mute") + f"?comment={made[0].pk}").status_code == 200
