"""Who may log in to the demo's desk: one person for each role.

Rule: no password is written down anywhere: each time they are asked for, they are new.
"""

import secrets
from dataclasses import dataclass

LOGINS = {"administrator": "admin", "editor": "editor", "writer": "writer", "moderator": "moderator"}


@dataclass(frozen=True, kw_only=True)
class Login:
    """One person's way in."""

    role: str
    name: str
    password: str


def new_passwords() -> tuple[Login, ...]:
    """Give everybody a new password, making those who are not there yet."""
    from serai.newsroom import people  # noqa: PLC0415 (tables can be imported once Django is up)

    logins = [Login(role=role, name=name, password=secrets.token_urlsafe(9)) for role, name in LOGINS.items()]
    for login in logins:
        people.put_user(name=login.name, role=login.role, password=login.password)
    return tuple(logins)
