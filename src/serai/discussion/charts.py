"""Small charts as SVG, drawn without a script.

Rule: pure functions of numbers and words; every word is escaped. A chart has a name and a description for
those who do not see it, its colours are the page's own (by class), and the page puts the same numbers into a
table beside it.

    >>> "<title" in bars(name="Decisions", data=[Bar(label="Mon", values=(3.0, 1.0))], kinds=("ok", "no"))
    True
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 640, 180  # of the drawing, in its own units
SPARK_WIDTH, SPARK_HEIGHT = 120, 24
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 24, 10, 26
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
_LABELS = 10  # at most so many words stand under a chart


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: `values` are stacked from the bottom, one for each kind, none below zero."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line through `points` (x, y), both from 0 to 1; `kind` is its CSS class."""

    kind: str
    points: tuple[tuple[float, float], ...]


def bars(*, name: str, data: Sequence[Bar], kinds: Sequence[str], unit: str = "") -> SafeString:
    """Stacked bars from left to right; "" for no data. `kinds` are the CSS classes of the values."""
    if not data:
        return SafeString("")
    top = _round_up(max(sum(bar.values) for bar in data))
    step = _PLOT_WIDTH / len(data)
    width = max(step * 0.72, 1)
    drawn: list[tuple[str, str, str, str, str]] = []
    for index, bar in enumerate(data):
        x, y = _LEFT + index * step + (step - width) / 2, float(_TOP + _PLOT_HEIGHT)
        for kind, value in zip(kinds, bar.values, strict=True):
            tall = _PLOT_HEIGHT * value / top
            y -= tall
            if tall > 0:
                drawn.append((_number(x), _number(y), _number(width), _number(tall), kind))
    columns = format_html_join(
        "", '<rect x="{}" y="{}" width="{}" height="{}" class="talk-fill talk-fill--{}"/>', drawn
    )
    every = -(-len(data) // _LABELS)
    words = [
        (_number(_LEFT + index * step + step / 2), HEIGHT - 8, bar.label)
        for index, bar in enumerate(data)
        if index % every == 0
    ]
    return _chart(name, _grid(top, unit), columns, _below(words))


def lines(*, name: str, data: Sequence[Line], mark: float | None = None) -> SafeString:
    """Lines over a share from 0 to 1, in percent both ways; `mark` is shown as an upright line."""
    if not any(line.points for line in data):
        return SafeString("")
    drawn = format_html_join(
        "",
        '<polyline points="{}" class="talk-line talk-line--{}"/>',
        [
            (" ".join(f"{_number(_across(x))},{_number(_up(y))}" for x, y in line.points), line.kind)
            for line in data
            if line.points
        ],
    )
    upright = SafeString("")
    if mark is not None:
        x = _number(_across(mark))
        upright = format_html(
            '<line x1="{}" x2="{}" y1="{}" y2="{}" class="talk-mark"/>', x, x, _TOP, _TOP + _PLOT_HEIGHT
        )
    words = [(_number(_across(share / 4)), HEIGHT - 8, f"{share * 25} %") for share in range(5)]
    return _chart(name, _grid(100, "%"), drawn + upright, _below(words))


def spark(*, name: str, values: Sequence[int]) -> SafeString:
    """A chart of a line's height, a bar for each value, none below zero; "" for no values."""
    if not values:
        return SafeString("")
    top, step = max(1, *values), SPARK_WIDTH / len(values)
    drawn = [
        (
            _number(index * step),
            _number(SPARK_HEIGHT * (1 - value / top)),
            _number(max(step * 0.7, 0.5)),
            _number(SPARK_HEIGHT * value / top),
        )
        for index, value in enumerate(values)
        if value
    ]
    bars_drawn = format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}"/>', drawn)
    return format_html(
        '<svg class="talk-spark" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>'
        '<g class="talk-fill talk-fill--first">{}</g></svg>',
        SPARK_WIDTH,
        SPARK_HEIGHT,
        name,
        name,
        bars_drawn,
    )


def _chart(name: str, *parts: SafeString) -> SafeString:
    return format_html(
        '<svg class="talk-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}</svg>',
        WIDTH,
        HEIGHT,
        name,
        name,
        format_html_join("", "{}", [(part,) for part in parts]),
    )


def _grid(top: float, unit: str) -> SafeString:
    rows = [(_number(_up(share)), top * share) for share in (0.0, 0.5, 1.0)]
    return format_html_join(
        "",
        '<line x1="{}" x2="{}" y1="{}" y2="{}" class="talk-grid"/>'
        '<text x="{}" y="{}" class="talk-axis" text-anchor="end">{}</text>',
        [
            (_LEFT, WIDTH - _RIGHT, y, y, _LEFT - 6, _number(float(y) + 4), f"{_plain(value)} {unit}".strip())
            for y, value in rows
        ],
    )


def _below(words: Sequence[tuple[str, int, str]]) -> SafeString:
    """The words below a chart; every second one has a class, by which a telephone leaves it out."""
    return format_html_join(
        "",
        '<text x="{}" y="{}" class="talk-axis{}" text-anchor="middle">{}</text>',
        [(x, y, " talk-axis--second" if index % 2 else "", word) for index, (x, y, word) in enumerate(words)],
    )


def _across(share: float) -> float:
    return _LEFT + _PLOT_WIDTH * share


def _up(share: float) -> float:
    return _TOP + _PLOT_HEIGHT * (1 - share)


def _round_up(value: float) -> float:
    """The next of 2, 4, 6, 10, 20, 40, … so that half of it is a round number too."""
    scale = 1.0
    while True:
        for step in (2, 4, 6, 10):
            if value <= step * scale:
                return step * scale
        scale *= 10


def _plain(value: float) -> str:
    return f"{value:.0f}" if value >= 1e6 else f"{value:g}"


def _number(value: float) -> str:
    return f"{value:.1f}"
