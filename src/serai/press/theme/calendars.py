"""Calendars: days as the newspapers of a language write them, where CLDR writes them otherwise.

Rule: a table, and nothing that thinks. What is not here is spelled by CLDR; what is here says why, and from
where. Every day is the Gregorian calendar's, in every edition: the addresses of months are, and Persian is
read in Iran and Afghanistan, whose solar calendars are one but whose names of the months are two.

CLDR here is what Babel 2.18 has of it:

- uz: "24-noyabr, 2026", which is English's order. Uzbek puts the year first, each number an ordinal with a
  hyphen: "2026-yil 24-noyabr" ("The main rules of Uzbek orthography", 1995, on numerals; laws and papers).
- uz-Cyrl: "24 ноябр, 2026", with months that follow the Latin spelling. The orthography of 1956 has a soft
  sign at the end of eight of them, and no hyphen behind numbers: "2026 йил 24 ноябрь", as laws have it.
- tg: "03 Ноябр 2026", with a capital and two digits, and English's order for a span, "Март 2 – 9, 2019".
  Between month and year stands the izafet, "24 ноябри соли 2026", as the republic's official papers write.
- kk: a day for lists has two digits, "2026 ж. 03 қар."; nothing else differs.
- ky: the year is first in a day, "2026-ж., 24-ноябрь", and last in a span, "2–9-март 2019-ж.".

Behind a day's hyphen stands a word joiner, so that no line ends there.

    >>> habit_of(Locale.parse("uz")).day(date(2026, 11, 24))
    '2026-yil 24-\u2060noyabr'
"""

from dataclasses import dataclass
from datetime import date

from babel import Locale

_UZBEK_LATIN = (
    "yanvar",
    "fevral",
    "mart",
    "aprel",
    "may",
    "iyun",
    "iyul",
    "avgust",
    "sentabr",
    "oktabr",
    "noyabr",
    "dekabr",
)
_UZBEK_CYRILLIC = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
_KAZAKH = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)
_KYRGYZ = _UZBEK_CYRILLIC  # Russian's names as they are, in both
_TAJIK = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "май",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How one language writes days: patterns with `d`, `month`, `y` and, of a span's end, `d2`, `month2`."""

    months: tuple[str, ...]  # twelve, as they stand alone
    whole: str  # a day
    of_year: str  # a month of a year
    in_month: str  # days of one month
    in_year: str  # days of one year

    def day(self, day: date) -> str:
        """A day: 2026-yil 24-noyabr."""
        return self.whole.format(d=day.day, month=self.months[day.month - 1], y=day.year)

    def month(self, year: int, number: int) -> str:
        """A month of a year: 2026-yil noyabr."""
        return self.of_year.format(month=self.months[number - 1], y=year)

    def span(self, first: date, last: date) -> str:
        """The days from one to a later one: 2026-yil 3–9-mart."""
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        pattern = self.in_month if first.month == last.month else self.in_year
        months = {"month": self.months[first.month - 1], "month2": self.months[last.month - 1]}
        return pattern.format(d=first.day, d2=last.day, y=first.year, **months)


HABITS = {
    "uz": Habit(
        months=_UZBEK_LATIN,
        whole="{y}-yil {d}-\u2060{month}",
        of_year="{y}-yil {month}",
        in_month="{y}-yil {d}–{d2}-\u2060{month}",
        in_year="{y}-yil {d}-\u2060{month} – {d2}-\u2060{month2}",
    ),
    "uz_Cyrl": Habit(
        months=_UZBEK_CYRILLIC,
        whole="{y} йил {d} {month}",
        of_year="{y} йил {month}",
        in_month="{y} йил {d}–{d2} {month}",
        in_year="{y} йил {d} {month} – {d2} {month2}",
    ),
    "kk": Habit(
        months=_KAZAKH,
        whole="{y}\u202fж. {d} {month}",
        of_year="{y}\u202fж. {month}",
        in_month="{y}\u202fж. {d}–{d2} {month}",
        in_year="{y}\u202fж. {d} {month} – {d2} {month2}",
    ),
    "ky": Habit(
        months=_KYRGYZ,
        whole="{y}-ж., {d}-\u2060{month}",
        of_year="{y}-ж., {month}",
        in_month="{y}-ж., {d}–{d2}-\u2060{month}",
        in_year="{y}-ж., {d}-\u2060{month} – {d2}-\u2060{month2}",
    ),
    "tg": Habit(
        months=_TAJIK,
        whole="{d} {month}и соли {y}",
        of_year="{month}и соли {y}",
        in_month="{d}–{d2} {month}и соли {y}",
        in_year="{d} {month} – {d2} {month2}и соли {y}",
    ),
}


def habit_of(locale: Locale) -> Habit | None:
    """A language's habit, by its script where it has two; None where CLDR is right."""
    return HABITS.get(f"{locale.language}_{locale.script}") or HABITS.get(locale.language)
