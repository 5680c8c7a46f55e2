"""Spelling: dates, times and numbers as a language writes them, in its own digits.

Rule: pure. CLDR (through Babel) knows the order, the months' names and the usual digits; a language it
does not know is spelled as its wider one, and at last as English. Days are written as `calendars` has them
where CLDR's ways are not a newspaper's. Dates are the Gregorian calendar's, in the edition's time zone.

    >>> Spelling("fa", "Asia/Tehran").number(1500)
    '۱٬۵۰۰'
"""

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import format_decimal

from serai.press.theme.calendars import habit_of
from serai.press.theme.errors import ThemeError

_REMEMBERED = 16_384  # numbers, days (of twenty years, in two ways) and times of day, spelled already
_ZEROS = {"arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966, "mymr": 0x1040}
_MONTH = re.compile(r"(?<!M)MMM(?!M)")  # an abbreviated month in a pattern
_GROUPS = {"arab": "٬", "arabext": "٬"}


class Spelling:
    """One edition's way of writing; `language` is BCP 47, `time_zone` an IANA name."""

    def __init__(self, language: str, time_zone: str) -> None:
        """Ready to spell; ThemeError where there is no such time zone."""
        self.locale = locale_of(language)
        try:
            self._zone = ZoneInfo(time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ThemeError(
                f"There is no time zone {time_zone!r}. Give the edition an IANA name, like Asia/Almaty."
            ) from error
        self._habit = habit_of(self.locale)
        system = self.locale.default_numbering_system
        zero = _ZEROS.get(system)
        digits = {} if zero is None else {ord("0") + n: zero + n for n in range(10)}
        self._digits = digits
        self._group = _GROUPS.get(system)
        joined = self.locale.datetime_formats["long"]
        self._joined = str(getattr(joined, "pattern", joined)).replace("'", "")
        if self._habit is not None:
            self._joined = "{1}, {0}"
        self._number = lru_cache(maxsize=_REMEMBERED)(self._spell_number)
        self._day = lru_cache(maxsize=_REMEMBERED)(self._spell_day)
        self._time = lru_cache(maxsize=_REMEMBERED)(self._spell_time)

    def number(self, value: int) -> str:
        """A whole number, its thousands grouped."""
        return self._number(value)

    def plain(self, value: int) -> str:
        """A whole number without groups: a year, a page."""
        return str(value).translate(self._digits)

    def day(self, at: datetime) -> str:
        """A day, spelled out: November 23, 2026."""
        return self._day(at.astimezone(self._zone).date(), "long")

    def short_day(self, at: datetime) -> str:
        """A day, for a list: Nov 23, 2026."""
        return self._day(at.astimezone(self._zone).date(), "medium")

    def span(self, since: datetime, until: datetime) -> str:
        """The days from one to another, said as shortly as can be: March 2 – 9, 2019."""
        first, last = (at.astimezone(self._zone).date() for at in (since, until))
        if first == last:
            return self._day(first, "long")
        return self._spell_span(first, last).translate(self._digits)

    def time(self, at: datetime) -> str:
        """A time of day: 2:05 PM."""
        here = at.astimezone(self._zone)
        return self._time(here.hour, here.minute)

    def moment(self, at: datetime) -> str:
        """A day and a time, as the language joins them."""
        return self._joined.replace("{1}", self.day(at)).replace("{0}", self.time(at))

    def month(self, year: int, number: int) -> str:
        """A month of a year: November 2026."""
        if self._habit is not None:
            words = self._habit.month(year, number)
        else:
            words = format_skeleton("yMMMM", date(year, number, 1), locale=self.locale)
        return (words[:1].upper() + words[1:]).translate(self._digits)

    def month_name(self, number: int) -> str:
        """A month alone, as it stands in a list."""
        if self._habit is not None:
            return self._habit.months[number - 1].capitalize()
        name = str(self.locale.months["stand-alone"]["wide"][number])
        return name[:1].upper() + name[1:]

    def _spell_number(self, value: int) -> str:
        words = format_decimal(value, locale=self.locale)
        if self._group is not None:
            words = words.replace(",", self._group)
        return words.translate(self._digits)

    def _spell_day(self, day: date, length: Literal["long", "medium"]) -> str:
        if self._habit is not None:
            return self._habit.day(day)
        return format_date(day, length, locale=self.locale).translate(self._digits)

    def _spell_time(self, hour: int, minute: int) -> str:
        return format_time(time(hour, minute), "short", locale=self.locale).translate(self._digits)

    def _spell_span(self, first: date, last: date) -> str:
        """As CLDR has it for the largest part in which the days differ, with whole months' names."""
        if self._habit is not None:
            return self._habit.span(first, last)
        parts = (("y", first.year, last.year), ("M", first.month, last.month), ("d", first.day, last.day))
        largest = next((field for field, one, other in parts if one != other), "d")
        patterns = self.locale.interval_formats.get("yMMMd", {}).get(largest)
        if not patterns:
            return format_interval(first, last, "yMMMd", locale=self.locale)
        written = (_MONTH.sub("MMMM", pattern) for pattern in patterns)
        return "".join(
            format_date(day, pattern, locale=self.locale)
            for day, pattern in zip((first, last), written, strict=True)
        )


def locale_of(language: str) -> Locale:
    """What Babel knows of a language, or of the nearest wider one, or English."""
    tags = language.replace("_", "-").split("-")
    while tags:
        try:
            return Locale.parse("_".join(tags))
        except (UnknownLocaleError, ValueError):
            tags.pop()
    return Locale("en")


def utc(at: datetime) -> str:
    """A moment for machines: ISO 8601, UTC, whole seconds."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
