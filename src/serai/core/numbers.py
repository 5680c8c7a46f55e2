"""Numbers that somebody wrote into an address or a form.

Rule: pure. Python reads digits of every script and numbers of any length; what comes from outside is a few
ASCII digits, or no number.
"""


def whole(text: str, *, digits: int) -> int | None:
    """The whole number that `text` spells, 0 or more, in at most so many `digits`; None where it spells
    none."""
    return int(text) if len(text) <= digits and text.isascii() and text.isdigit() else None
