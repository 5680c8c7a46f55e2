"""Who may work at the desk: adding somebody to one of the four roles, or to an edition's translators.

Rule: a role is a group of the desk's; nobody is made a superuser, and a password passes Django's validators.
"""

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from serai.desk import queries, roles
from serai.newsroom.errors import UserError

ROLES = {
    "writer": roles.WRITERS,
    "editor": roles.EDITORS,
    "moderator": roles.MODERATORS,
    "administrator": roles.ADMINISTRATORS,
}
TRANSLATOR = "translator-"  # and an edition's code


@transaction.atomic
def add_user(*, name: str, role: str, password: str) -> User:
    """Add somebody with the login `name`; UserError where the name, the role or the password cannot be."""
    group = _group(role)
    if User.objects.filter(username=name).exists():
        raise UserError(f"{name} works at the desk already. Choose another login name.")
    user = User(username=name)
    _set_password(user, password)
    try:
        user.full_clean()
    except ValidationError as error:
        raise UserError(f"{name!r} cannot be a login name: {' '.join(error.messages)}") from error
    user.save()
    user.groups.add(group)
    return user


@transaction.atomic
def put_user(*, name: str, role: str, password: str) -> User:
    """As `add_user` but, where there is somebody with this login, give them this password and role."""
    user = User.objects.filter(username=name).first()
    if user is None:
        return add_user(name=name, role=role, password=password)
    _set_password(user, password)
    user.save(update_fields=["password"])
    user.groups.set([_group(role)])
    return user


def _group(role: str) -> Group:
    if role.startswith(TRANSLATOR) and (edition := queries.edition(role.removeprefix(TRANSLATOR))):
        return roles.translators(edition)
    if role not in ROLES:
        choices = [*ROLES, f"{TRANSLATOR}CODE of an edition"]
        raise UserError(f"There is no role {role!r}. Choose one of: {', '.join(choices)}.")
    return Group.objects.get(name=ROLES[role])


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserError(
            f"This password cannot be used for {user.username}: {' '.join(error.messages)}"
        ) from error
    user.set_password(password)
