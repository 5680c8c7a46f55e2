"""Dates and numbers are written as each language writes them, in the edition's time zone."""

from datetime import UTC, datetime

import pytest

from serai.press.theme.errors import ThemeError
from serai.press.theme.spelling import Spelling, locale_of, utc

LATE = datetime(2026, 11, 23, 21, 5, 9, tzinfo=UTC)


def test_a_moment_is_the_editions_own_and_in_its_digits() -> None:
    spelled = {
        language: Spelling(language, "Asia/Almaty").moment(LATE)
        for language in ("en", "en-GB", "ru", "kk", "ky", "uz-Latn", "uz-Cyrl-UZ", "tg")
    }
    assert spelled == {
        "en": "November 24, 2026, 2:05\u202fAM",
        "en-GB": "24 November 2026, 02:05",
        "ru": "24 ноября 2026\u202fг., 02:05",
        "kk": "2026\u202fж. 24 қараша, 02:05",
        "ky": "2026-ж., 24-\u2060ноябрь, 02:05",
        "uz-Cyrl-UZ": "2026 йил 24 ноябрь, 02:05",
        "tg": "24 ноябри соли 2026, 02:05",
        "uz-Latn": "2026-yil 24-\u2060noyabr, 02:05",
    }


def test_persian_has_persian_digits_and_gregorian_months() -> None:
    spelling = Spelling("fa", "Asia/Tehran")
    assert (
        spelling.moment(LATE),
        spelling.number(12345),
        spelling.plain(2026),
        spelling.month(2026, 11),
    ) == (
        "۲۴ نوامبر ۲۰۲۶، ساعت ۰:۳۵",
        "۱۲٬۳۴۵",
        "۲۰۲۶",
        "نوامبر ۲۰۲۶",
    )


def test_an_unknown_language_is_spelled_as_its_wider_one_or_as_english() -> None:
    assert [str(locale_of(tag)) for tag in ("ru-XX-nowhere", "uz-Cyrl", "zz", "", "не язык")] == [
        "ru",
        "uz_Cyrl",
        "en",
        "en",
        "en",
    ]


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", ""])
def test_a_time_zone_that_is_not_one_is_refused(zone: str) -> None:
    with pytest.raises(ThemeError, match="There is no time zone"):
        Spelling("en", zone)


def test_machines_read_utc_in_whole_seconds() -> None:
    assert utc(LATE) == "2026-11-23T21:05:09Z"


def test_a_span_of_days_is_said_as_shortly_as_the_language_says_it() -> None:
    since = datetime(2019, 3, 2, 20, tzinfo=UTC)  # the 3rd in Almaty
    spans = [datetime(2019, 3, 3, 9, tzinfo=UTC), datetime(2019, 3, 9, tzinfo=UTC)]
    spans += [datetime(2019, 4, 9, tzinfo=UTC), datetime(2020, 4, 9, tzinfo=UTC)]
    assert {
        language: [Spelling(language, "Asia/Almaty").span(since, until) for until in spans]
        for language in ("en-GB", "ru", "fa")
    } == {
        "en-GB": [
            "3 March 2019",
            "3–9 March 2019",
            "3 March\u2009–\u20099 April 2019",
            "3 March 2019\u2009–\u20099 April 2020",
        ],
        "ru": [
            "3 марта 2019\u202fг.",
            "3–9 марта 2019\u202fг.",
            "3 марта – 9 апреля 2019\u202fг.",
            "3 марта 2019\u202fг. – 9 апреля 2020\u202fг.",
        ],
        "fa": ["۳ مارس ۲۰۱۹", "۳ تا ۹ مارس ۲۰۱۹", "۳ مارس تا ۹ آوریل ۲۰۱۹", "۳ مارس ۲۰۱۹ تا ۹ آوریل ۲۰۲۰"],
    }


def test_where_cldr_is_no_newspaper_days_are_written_as_one_writes_them() -> None:
    since = datetime(2019, 3, 3, 9, tzinfo=UTC)
    until = [
        datetime(2019, 3, 9, tzinfo=UTC),
        datetime(2019, 4, 9, tzinfo=UTC),
        datetime(2020, 4, 9, tzinfo=UTC),
    ]
    written = {}
    for language in ("kk", "ky", "uz", "uz-Cyrl", "tg"):
        spelling = Spelling(language, "UTC")
        spans = [spelling.span(since, end) for end in until]
        written[language] = [
            spelling.short_day(since),
            *spans,
            spelling.month(2019, 3),
            spelling.month_name(3),
        ]
    assert written == {
        "kk": [
            "2019\u202fж. 3 наурыз",
            "2019\u202fж. 3–9 наурыз",
            "2019\u202fж. 3 наурыз – 9 сәуір",
            "2019\u202fж. 3 наурыз – 2020\u202fж. 9 сәуір",
            "2019\u202fж. наурыз",
            "Наурыз",
        ],
        "ky": [
            "2019-ж., 3-\u2060март",
            "2019-ж., 3–9-\u2060март",
            "2019-ж., 3-\u2060март – 9-\u2060апрель",
            "2019-ж., 3-\u2060март – 2020-ж., 9-\u2060апрель",
            "2019-ж., март",
            "Март",
        ],
        "uz": [
            "2019-yil 3-\u2060mart",
            "2019-yil 3–9-\u2060mart",
            "2019-yil 3-\u2060mart – 9-\u2060aprel",
            "2019-yil 3-\u2060mart – 2020-yil 9-\u2060aprel",
            "2019-yil mart",
            "Mart",
        ],
        "uz-Cyrl": [
            "2019 йил 3 март",
            "2019 йил 3–9 март",
            "2019 йил 3 март – 9 апрель",
            "2019 йил 3 март – 2020 йил 9 апрель",
            "2019 йил март",
            "Март",
        ],
        "tg": [
            "3 марти соли 2019",
            "3–9 марти соли 2019",
            "3 март – 9 апрели соли 2019",
            "3 марти соли 2019 – 9 апрели соли 2020",
            "Марти соли 2019",
            "Март",
        ],
    }
