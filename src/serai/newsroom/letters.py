"""The letter that tells a reader of a reply, in the language of the edition.

Rule: pure. It says that somebody answered, under which story, and where: no word of the reply, nothing of
whoever wrote it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter's two parts, plain text."""

    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class _Words:
    subject: str
    body: str


_WORDS: dict[str, _Words] = {
    "en": _Words(
        subject="Somebody replied to your comment: {outlet}",
        body=(
            "Somebody replied to your comment under “{headline}”.\n\n{url}\n\n"
            "You asked for this letter when you wrote the comment, at {outlet}. Your address is kept for "
            "nothing else, and sealed. You can erase it, with the comment, on the comment’s receipt.\n"
        ),
    ),
    "ru": _Words(
        subject="На ваш комментарий ответили: {outlet}",
        body=(
            "На ваш комментарий к материалу «{headline}» ответили.\n\n{url}\n\n"
            "Вы попросили об этом письме, когда оставляли комментарий на сайте «{outlet}». Ваш адрес "
            "хранится в запечатанном виде и ни для чего другого не используется. Стереть его вместе с "
            "комментарием можно на странице квитанции.\n"
        ),
    ),
    "fa": _Words(
        subject="به دیدگاه شما پاسخ داده شد: {outlet}",
        body=(
            "کسی به دیدگاه شما زیر «{headline}» پاسخ داده است.\n\n{url}\n\n"
            "این نامه را خودتان هنگام نوشتن دیدگاه در «{outlet}» خواسته بودید. نشانی شما مهر و موم نگه داشته "
            "می‌شود و برای هیچ کار دیگری به کار نمی‌رود. در صفحهٔ رسید می‌توانید آن را همراه با دیدگاه "
            "پاک کنید.\n"
        ),
    ),
}
LANGUAGES = frozenset(_WORDS)


def letter(*, language: str, outlet: str, headline: str, url: str) -> Letter:
    """The letter in `language` (a code such as "ru" or "uz-cyrl"), or in English where there are no words."""
    words = _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
    named = {"outlet": _line(outlet), "headline": _line(headline), "url": url}
    return Letter(subject=words.subject.format(**named), body=words.body.format(**named))


def _line(text: str) -> str:
    """A letter's subject is one line."""
    return " ".join(text.split())
