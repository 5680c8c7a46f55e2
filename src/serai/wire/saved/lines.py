"""What a line of a story says it is: a byline, a dateline, a caption with its credit, a comments' head.

Rule: pure. Each function reads one line and answers None where the line is not plainly that; where a line
could be two things, it is neither. The reasons stand at each rule.
"""

import re
from dataclasses import dataclass

from serai.wire.saved import vocabulary

_LETTER = r"[^\W\d_]"
# --- sentences ------------------------------------------------------------------------------------------
_ENDS = re.compile(r"[.!?…؟۔。][\"'”’»)\]]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _ENDS.search(text[-40:]) is not None


def is_prose(text: str) -> bool:
    """Running text: a sentence of some length, or too long a line to be a heading."""
    return (len(text) >= 40 and ends_sentence(text)) or len(text) >= 160 or text.count(". ") >= 2


def is_subhead(text: str) -> bool:
    """A heading inside a story: one short line that does not end as a sentence and begins as a title."""
    words = text.split()
    return (
        1 <= len(words) <= 12
        and len(text) <= 90
        and not re.search(r"[.!…:;,،؛۔–—-]$", text)
        and not re.match(r"[-–—•*\d(\[©@#]", text)
        and not text[:1].islower()
        and any(letter.isalpha() for letter in text)
    )


# --- names ----------------------------------------------------------------------------------------------
_NAME = re.compile(rf"{_LETTER}[\w.'’ʻ‘`‌-]*(?: {_LETTER}[\w.'’ʻ‘`‌-]*){{0,4}}")
_SMALL_WORDS = vocabulary.of(
    "van von de der da di bin ibn al el oglu o'g'li qizi uulu kyzy ұлы қызы оглы кызы"
)


def is_name(text: str) -> bool:
    """One to five words, each with a capital where the script has them: what a person is called."""
    words = text.strip()
    return (
        2 <= len(words) <= 60
        and _NAME.fullmatch(words) is not None
        and all(word in _SMALL_WORDS or not word[0].islower() for word in words.split())
        and not words.isdigit()
    )


_BYLINE = re.compile(
    r"(?:(?:story |text |report(?:ed)? |written )?by|authors?\s*:|(?:the )?reporters?\s*:|correspondents?\s*:"
    r"|авторы?\s*:?|текст\s*:|автор (?:статьи|текста|материала)\s*:?|корреспондент(?:ы)?\s*:?"
    r"|подготовил[аи]?\s*:?"
    r"|نویسندگان\s*:?|نویسنده\s*:?|گزارش\s*:|به قلم\s*:?|خبرنگار\s*:|автор\s*:|муаллиф\s*:|muallif\s*:"
    r"|авторы\s*:)\s+(?P<names>\S.{0,160})",
    re.I,
)
_AND = re.compile(r"\s*(?:,|،|;|&|\band\b|\bи\b|(?<=\s)و(?=\s)|\bжәне\b|\bva\b)\s*")
_ROLE = re.compile(r"\s*(?:\(.*\)|[,،] .*\b(?:for|для|برای)\b.*|\bfor [A-Z].*)$")


def byline(text: str) -> tuple[str, ...] | None:
    """The names after "By", "Автор:", "نویسنده:" and their like; None where what follows is no name."""
    match = _BYLINE.fullmatch(text.strip())
    if match is None:
        return None
    names = [part.strip(" .") for part in _AND.split(_ROLE.sub("", match["names"])) if part.strip(" .")]
    return tuple(names) if names and all(is_name(name) for name in names) else None


# --- the dateline ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Dateline:
    """What stands before the first paragraph: the place, all words left out of the story, and the rest."""

    place: str
    left_out: str
    rest: str


_DASH = r"\s*(?:--+|—|–|ـ+|-(?=\s))\s*"
_DAY = (
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"|\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?: "
    r"\d{4}(?: г(?:\.|ода))?)?)"
)
_UPPER = r"[A-ZА-ЯЁІҢҒҮҰҚӨҺЎҲҶӢӮ]"
_CAPITALS = re.compile(
    rf"(?P<place>{_UPPER}[{_UPPER[1:-1]}'’ʻ.-]+(?:,? {_UPPER}[\w'’ʻ.-]*){{0,4}})"
    rf"(?P<out>(?:[,.]\s*(?i:{_DAY}))?[.,]?\s*(?:\([^()]{{2,60}}\))?[.,]?{_DASH})(?P<rest>\S.*)",
    re.S,
)
_AGENCY = re.compile(
    rf"(?P<place>{_UPPER}[\w-]+(?:[ -]{_UPPER}?[\w-]+){{0,2}})"
    rf"(?P<out>\.\s*(?i:{_DAY})\.?\s*(?:\([^()]{{2,60}}\)\.?|{_UPPER}[\w. ]{{1,30}}?(?=\s[-–—]))?(?:{_DASH}"
    rf"|\s+))(?P<rest>\S.*)",
    re.S,
)
_TITLED = re.compile(
    rf"(?P<place>{_UPPER}[\w'’ʻ-]+(?:[ -]{_UPPER}[\w'’ʻ-]+){{0,2}}(?:, {_UPPER}[\w'’ʻ-]+)?)"
    rf"(?P<out>(?:,\s*(?i:{_DAY}))?\s*\([^()]{{2,60}}\){_DASH}|\s+--+\s+)(?P<rest>\S.*)",
    re.S,
)
_ARABIC = re.compile(
    r"(?P<place>[\u0600-\u06ff\u200c]{2,20}(?: [\u0600-\u06ff\u200c]{2,20})?)"
    r"(?P<out>\s*\([^()]{2,60}\)\s*(?:[:،])?\s*(?:--+|—|–|ـ+|-)?\s*|\s+(?:--+|—|–|ـ+)\s+)(?P<rest>\S.{20,})",
    re.S,
)


_BEGINNING = 300  # characters: a dateline is over long before


def dateline(text: str) -> Dateline | None:
    """The place before a story's first paragraph: "KYIV -- …", "ASTANA, May 5 (Site) — …"."""
    words = text.strip()
    beginning = words[:_BEGINNING]
    for form in (_CAPITALS, _AGENCY, _TITLED, _ARABIC):
        match = form.match(beginning)
        if match is None or len(match["rest"]) < 15 or len(match["place"]) > 60:
            continue
        # "USA — the largest partner" is a sentence; after a dateline a sentence begins.
        if not match["rest"][0].islower():
            rest = words[match.start("rest") :]
            return Dateline(match["place"].strip(" .,"), match["out"].strip(), rest)
    return None


# --- captions -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Caption:
    """What stands under a picture."""

    caption: str
    credit: str


_PHOTO_WORD = (
    r"(?:photos?|pictures?|image|courtesy(?: of)?|credit|illustration|фото(?:графия)?|снимок"
    r"|иллюстрация|عکس|تصویر|сурет|surat)"
)
_BRACKETED = re.compile(
    r"(?P<caption>.{8,}?\S)\s*(?:\[(?P<square>[^\[\]]{2,120})\]|\((?P<round>[^()]{2,120})\))\s*\.?", re.S
)
_CREDIT = re.compile(
    rf"(?:{_PHOTO_WORD}(?: (?:by|credit|from|courtesy of))?\s*[:/—–-]|{_PHOTO_WORD} (?:by|courtesy of)"
    rf"|©)\s*(?P<credit>\S.{{1,120}})",
    re.I,
)
_TRAILING = re.compile(
    rf"(?P<caption>.{{12,}}?[.!?…؟»”\"])\s*(?:{_PHOTO_WORD}(?: by| credit)?\s*[:/]"
    rf"|©)\s*(?P<credit>[^.]{{2,120}})\.?",
    re.I | re.S,
)
_LABELLED = re.compile(
    r"(?:image caption|photo caption|caption|подпись к фото|подпись|на фото|на снимке|شرح عکس|توضیح "
    r"عکس)\s*[:,،]\s*(?P<caption>\S.{3,})",
    re.I | re.S,
)
_AGENCIES = re.compile(
    r"\b(?:AFP|AP|Reuters|EPA|EFE|Getty|Getty Images|Sputnik|TASS|ТАСС|РИА|ANSA|DPA|Anadolu|UNIAN|УНИАН"
    r"|Xinhua|Shutterstock|IRNA|ISNA|ایرنا|ایسنا|رویترز)\b"
)


def caption(text: str) -> Caption | None:
    """A caption that carries its credit: "Words. [Name/Agency]", "Words (Photo: Name)", "Words. Фото: Имя".

    Square brackets at the very end are a credit where the words before are a whole sentence, or the
    brackets hold a slash or an agency; round ones only with a slash, an agency or the word photo, as
    running text ends in round brackets often enough.
    """
    words = text.strip()
    if len(words) > 1200:
        return None
    if match := _BRACKETED.fullmatch(words):
        inside = (match["square"] or match["round"]).strip()
        if _is_credit(inside, match["caption"], square=match["square"] is not None):
            return Caption(match["caption"].strip(), _bare(inside))
    if match := _TRAILING.fullmatch(words):
        return Caption(match["caption"].strip(), match["credit"].strip())
    if match := _LABELLED.fullmatch(words):
        return caption(match["caption"]) or Caption(match["caption"].strip(), "")
    return None


def bracketed(text: str) -> Caption | None:
    """The caption and credit of a line that is known to be a caption and ends in brackets."""
    match = _BRACKETED.fullmatch(text.strip()[:1200])
    return Caption(match["caption"].strip(), _bare(match["square"])) if match and match["square"] else None


def credit_line(text: str) -> str | None:
    """A line that is a credit alone: "Photo: Name / Agency"."""
    words = text.strip().strip("[]()")
    match = _CREDIT.fullmatch(words)
    return (
        match["credit"].strip(" .")
        if match and len(words) <= 140 and "copyright" not in words.lower()
        else None
    )


def _is_credit(inside: str, before: str, *, square: bool) -> bool:
    if inside[:1].islower() and not re.match(_PHOTO_WORD, inside, re.I):
        return False
    named = (
        "/" in inside
        or re.match(_PHOTO_WORD, inside, re.I)
        or inside.startswith("©")
        or _AGENCIES.search(inside)
    )
    if not square:
        return bool(named) and not re.fullmatch(r"[\w.]{2,12}", inside)  # "(AFP)" alone signs a wire story
    return bool(named) or (ends_sentence(before) and len(inside.split()) <= 8 and not ends_sentence(inside))


def _bare(credit: str) -> str:
    match = _CREDIT.fullmatch(credit)
    return match["credit"].strip() if match and not credit.startswith("©") else credit


# --- sections, topics, comments, rating -----------------------------------------------------------------
SECTIONS = vocabulary.of(
    """
    news politics economy economics business society culture sport sports science technology tech health
    world region opinion analysis investigations investigation media education environment security
    defence defense war features interview interviews crime justice rights video photo energy history
    religion travel life diplomacy terrorism новости политика экономика бизнес общество культура спорт
    наука технологии здоровье мир регион мнение мнения аналитика анализ расследования расследование
    образование экология безопасность война право интервью происшествия криминал история религия
    путешествия жизнь репортаж энергетика дипломатия خبر اخبار سیاست سیاسی اقتصاد اقتصادی جامعه اجتماعی
    فرهنگ فرهنگی ورزش ورزشی علم دانش فناوری سلامت جهان منطقه دیدگاه تحلیل گزارش آموزش محیط‌زیست امنیت
    حقوق‌بشر تاریخ саясат экономика қоғам мәдениет siyosat jamiyat iqtisodiyot
    """
)
_TOPICS = re.compile(
    r"(?:tags?|topics?|keywords?|теги|тэги|метки|темы|ключевые слова|برچسب‌?\s?ها|برچسب"
    r"|کلیدواژه‌?ها)\s*[:：]\s*(?P<words>\S.{0,400})",
    re.I,
)
_COMMENTS = re.compile(
    r"(?:(?P<a>\d{1,6})\s*(?:comments?(?:\(s\))?|комментари\w*|отзыв\w*|نظرات?|دیدگاه(?:‌?\s?ها)?|пікір\w*"
    r"|izoh\w*)"
    r"|(?:(?:reader |all |user )?comments?(?:\(s\))?|discussion|комментари[ийея]в?(?: читателей)?"
    r"|обсуждение|отзывы|نظرات?(?: کاربران| خوانندگان)?|دیدگاه‌?\s?ها|пікірлер|izohlar)"
    r"\s*[:：]?\s*(?:[(\[]?(?P<b>\d{1,6})[)\]]?)?)\s*:?",
    re.I,
)
_RATING = re.compile(
    r"(?:(?:do|did) you (?:like|enjoy) (?:this|the) (?:article|story|post|page)|was this (?:article|story"
    r"|page) (?:helpful|useful|interesting)|rate this (?:article|story)"
    r"|(?:вам )?понравил(?:ась|ся)(?: ли)?(?: вам)?(?: эта| этот)? (?:статья|материал|публикация)|нравится "
    r"ли вам(?: эта)? статья|оцените (?:статью|материал)"
    r"|آیا (?:این|از این) (?:مقاله|مطلب|گزارش|خبر)(?: را)? (?:پسندیدید|دوست داشتید|برایتان مفید بود|خوشتان "
    r"آمد)|сізге мақала ұнады ма|maqola sizga yoqdimi)\s*[?؟:]?"
    r"(?P<tail>.{0,60})",
    re.I,
)
_LIKES = re.compile(
    r"(?:yes|likes?|да|нравится|بله|👍)\D{0,5}(\d+)\D{0,12}(?:no|dislikes?|нет|не нравится|خیر"
    r"|👎)\D{0,5}(\d+)|(\d+)\s*(?:likes?|👍)\D{0,5}(\d+)\s*(?:dislikes?|👎)",
    re.I,
)
_ONE_VOTE = re.compile(r"(?P<yes>yes|likes?|да|بله|👍)|(?P<no>no|dislikes?|нет|خیر|👎)", re.I)


def topics(text: str) -> tuple[str, ...] | None:
    """The words after "Tags:", "Теги:", "برچسب‌ها:"."""
    match = _TOPICS.fullmatch(text.strip())
    if match is None:
        return None
    words = (word.strip(" #.") for word in re.split(r"[,،;|]|\s#", match["words"]))
    found = tuple(dict.fromkeys(word for word in words if word))
    return found if found and all(len(word) <= 80 for word in found) else None


def comments_head(text: str) -> int | None:
    """The count that a comments' head claims, -1 where it claims none; None where the line is no head."""
    match = _COMMENTS.fullmatch(text.strip()) if len(text) <= 60 else None
    if match is None:
        return None
    count = match["a"] or match["b"]
    return int(count) if count else -1


def rating_question(text: str) -> str | None:
    """What follows "Do you like this article?" on its line, maybe nothing; None where it is not asked."""
    match = _RATING.fullmatch(text.strip())
    return match["tail"].strip() if match else None


def votes(text: str) -> tuple[int, int] | None:
    """Likes and dislikes from a line such as "Yes 12 No 3"."""
    match = _LIKES.fullmatch(text.strip())
    if match is None:
        return None
    likes, dislikes = (group for group in match.groups() if group is not None)
    return int(likes[:9]), int(dislikes[:9])


def is_vote_label(text: str) -> bool:
    """Whether a line is the label of one of the two answers."""
    return _ONE_VOTE.fullmatch(text.strip()) is not None
