"""Links: how many addresses a comment holds, and of which kinds.

Rule: pure; linear in the text; finds, and opens nothing. Plain addresses, bare host names under well-known
top-level domains, hosts spelled out ("example dot com", "example [.] com"), e-mail addresses, handles and
telephone numbers. One address is an ordinary comment's right; `of_note` says when it is not.
"""

import re
from dataclasses import dataclass
from typing import Final

FREE: Final = 1  # web addresses that nobody minds
_TLD: Final = (
    "com|net|org|info|biz|ru|su|рф|kz|қаз|uz|kg|tj|tm|ua|by|ir|af|io|me|xyz|top|site|online|shop|club|live|"
    "pro|vip|bet|casino|link|click|app|dev|cc|tv|ly|gg|co|eu|uk|de|fr|tr|cn|in|us"
)
_WEB: Final = re.compile(
    r"(?:https?|hxxps?|ftp)://[^\s<>\"']{1,2000}|\bwww\.[^\s<>\"']{1,2000}", re.IGNORECASE
)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HOST: Final = re.compile(
    rf"(?<![\w.@/-])(?:[\w-]{{1,63}}\.){{1,4}}(?:{_TLD})(?![\w-])(?:/[^\s<>\"']{{0,2000}})?", re.IGNORECASE
)
_SPELLED: Final = re.compile(
    rf"(?<![\w-])[\w-]{{2,63}}\s{{0,2}}[\[({{]?\s?(?:\bdot\b|\bточка\b|(?<=[\[({{])\.|\s\.\s)\s?[\])}}]?\s{{0,2}}"
    rf"(?:{_TLD})(?!\w)",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<![\w@/.])@[A-Za-z_]\w{3,31}(?![\w@])|(?<!\w)(?:t\.me|wa\.me)/\S{2,100}")
_PHONE: Final = re.compile(r"(?<![\w+])\+?\d(?:[\s().-]{0,2}\d){9,14}(?!\w)")


@dataclass(frozen=True)
class Links:
    """How many of each kind."""

    web: int = 0
    spelled: int = 0
    mail: int = 0
    handle: int = 0
    phone: int = 0

    @property
    def count(self) -> int:
        return self.web + self.spelled + self.mail + self.handle + self.phone

    @property
    def kinds(self) -> list[str]:
        """The kinds that there are, in their order."""
        return [kind for kind in ("web", "spelled", "mail", "handle", "phone") if getattr(self, kind)]

    @property
    def of_note(self) -> bool:
        """Whether a moderator should know: more than `FREE` web addresses, or any way to get in touch, or
        an address that is spelled so as not to be seen."""
        return self.web > FREE or self.count > self.web


def links_in(text: str) -> Links:
    """What the text holds.

    >>> links_in("See https://example.org and write to @a_handle or me@example.org")
    Links(web=1, spelled=0, mail=1, handle=1, phone=0)
    """
    counts: dict[str, int] = {}
    rest = text
    for kind, pattern in (
        ("handle", _HANDLE),
        ("web", _WEB),
        ("mail", _MAIL),
        ("host", _HOST),
        ("spelled", _SPELLED),
        ("phone", _PHONE),
    ):
        rest, counts[kind] = pattern.subn(" \u241f ", rest)
    return Links(
        web=counts["web"] + counts["host"],
        spelled=counts["spelled"],
        mail=counts["mail"],
        handle=counts["handle"],
        phone=counts["phone"],
    )
