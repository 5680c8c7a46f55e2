"""Dates and times as newspapers write them, in English, Russian and Persian.

Rule: pure. The answer is ISO 8601 text, with an offset only where the words gave one. A date that could
be read in two ways (05/06/2023) is not read at all.

    >>> parse("Опубликовано: 5 мая 2023, 14:30")
    Stamp(iso='2023-05-05T14:30', updated=False)
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan января январь янв ژانویه",
        "february feb февраля февраль фев فوریه",
        "march mar марта март мар مارس",
        "april apr апреля апрель апр آوریل",
        "may мая май مه می",
        "june jun июня июнь июн ژوئن",
        "july jul июля июль июл ژوئیه جولای",
        "august aug августа август авг اوت آگوست",
        "september sept sep сентября сентябрь сен سپتامبر",
        "october oct октября октябрь окт اکتبر",
        "november nov ноября ноябрь ноя نوامبر",
        "december dec декабря декабрь дек دسامبر",
    ),
    start=1,
):
    _MONTHS.update(dict.fromkeys(_names.split(), _number))
_SOLAR = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_LABEL = (
    r"(?:(?P<label>(?:first |last )?(?:published|posted|updated|modified)|date|опубликован[оа]?"
    r"|обновлен[оа]?|обновлён"
    r"|дата(?: публикации)?|добавлено|размещено|تاریخ انتشار|منتشر شده|به‌?روز ?(?:شده|رسانی)|жарияланды)"
    r"\s*:?\s*(?:on\s+|at\s+)?)?"
)
_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|среда"
    r"|четверг|пятница"
    r"|суббота|воскресенье|شنبه|یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه)[.,،]?\s+)?"
)
_CLOCK = (
    r"(?:[\s,،T•|·–—-]*(?:at|в|ساعت)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<zone>Z|UTC|GMT|MSK|МСК|[+-]\d{2}:?\d{2})?\)?)?"
)
_DATES = (
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<word>[^\W\d_]+)\.?,?\s+(?P<year>\d{4})(?:\s*(?:года|г\.?))?",
    r"(?P<word>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?:\s*г\.?)?",
    r"(?P<either>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})",
)
_CLOCK_FIRST = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<half>)(?P<zone>)[,،\s|•·-]+"
_FORMS = tuple(
    re.compile(form, re.I)
    for one in _DATES
    for form in (_LABEL + _WEEKDAY + one + _CLOCK, _LABEL + _CLOCK_FIRST + _WEEKDAY + one)
)
_AGO = re.compile(
    r"(?:(?:about |over )?(?:\d+|an?|one|two|few) (?:second|minute|hour|day|week|month|year)s? ago|just now"
    r"|yesterday|today"
    r"|\d* ?(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w* назад|вчера|сегодня|только что"
    r"|\d+ (?:ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال) (?:پیش|قبل)|دیروز|امروز)"
    r"(?:[, ]+(?:at |в )?\d{1,2}:\d{2})?",
    re.I,
)
_ZONES = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "MSK": "+03:00", "МСК": "+03:00"}
_LONGEST = 90  # characters: no date line is longer


@dataclass(frozen=True)
class Stamp:
    """A date, or a date and time, and whether it says when the story was last changed."""

    iso: str
    updated: bool = False


def parse(text: str) -> Stamp | None:
    """Read a line that is a date, or a date and time, and nothing else; None where it is not."""
    words = text.strip().strip("[]()|•·,، ")
    if not words or len(words) > _LONGEST:
        return None
    for form in _FORMS:
        if (match := form.fullmatch(words)) and (iso := _iso(match.groupdict())):
            label = (match["label"] or "").lower()
            return Stamp(iso, any(word in label for word in ("updat", "modif", "обнов", "روز")))
    return None


def is_relative(text: str) -> bool:
    """Whether a line says how long ago, so that the moment itself is lost."""
    return len(text) <= _LONGEST and _AGO.fullmatch(text.strip().strip("[]()|•·,، ")) is not None


def _iso(parts: dict[str, str | None]) -> str:
    day = _date(parts)
    if day is None:
        return ""
    if not parts["hour"]:
        return day.isoformat()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = (parts["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    zone = (parts["zone"] or "").upper()
    if zone[:1] in {"+", "-"}:
        zone = f"{zone[:3]}:{zone[-2:]}"
        if int(zone[1:3]) > 14 or int(zone[4:]) > 59:
            return ""
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}{_ZONES.get(zone, zone)}"


def _date(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    try:
        if parts.get("either"):
            first, second = int(parts["either"] or 0), int(parts["other"] or 0)
            if first <= 12 and second <= 12 and first != second:
                return None
            return date(year, min(first, second), max(first, second))
        day = int(parts["day"] or 0)
        word = (parts.get("word") or "").lower()
        if word in _SOLAR:
            return _from_solar(year, _SOLAR.index(word) + 1, day)
        month = _MONTHS.get(word, 0) if word else int(parts.get("month") or 0)
        return _from_solar(year, month, day) if year < 1600 else date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _from_solar(year: int, month: int, day: int) -> date | None:
    """A day of the Solar Hijri calendar, by its 33-year cycle of leap years (right for 1244 to 1472)."""
    if not (1244 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    leaps = sum(1 for each in range(1244, year) if each % 33 in {1, 5, 9, 13, 17, 22, 26, 30})
    days = (year - 1244) * 365 + leaps + (month - 1) * 31 - max(0, month - 7) + day - 1
    return date(1865, 3, 21) + timedelta(days=days)
