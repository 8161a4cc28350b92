"""Charts as inline SVG, for what a look tells faster than reading. Pure: the same figures give the same characters.

Every chart has a name and a sentence for those who do not see it (``<title>``, ``<desc>``); the page it stands in shows the same figures as a
table. Nothing is told by colour alone: a number, a height or a shape says it too. Colours and sizes of letters are classes of ``site.css``.
Lengths are in the units of the view box, which a style sheet may only scale down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from markupsafe import Markup, escape

from reports.language import _
from reports.safety import visible

WIDTH = 640
"""Units across: at 390 px a letter of 20 units still measures 12 px."""

LETTER = 20
_BASE = 30  # room under the bars for their labels
_NAME = 120  # room left of a row for its name
_ROW = 40
_LEAST = 4  # a single day is still seen
_ARROW = 16  # room behind the last day for what goes on


class State(StrEnum):
    """What one look at a source came to, as a strip shows it."""

    GOOD = "good"
    BAD = "bad"
    IDLE = "idle"  # not planned in that run


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called and what it shows in one sentence. ``key`` makes its ids unique within a page."""

    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A time from ``start`` to ``end``, both included; an end that is None is open. ``name`` stands at its row."""

    name: str
    start: date
    end: date | None = None
    kind: str = "on"


def columns(caption: Caption, bars: Sequence[tuple[str, int]], height: int = 150) -> Markup:
    """One bar for each (label, number), numbers not negative; the number stands on the bar. Labels that would touch are left out."""
    top = max((number for _label, number in bars), default=0) or 1
    step = WIDTH / max(len(bars), 1)
    width = min(step * 0.7, 48)
    every = -(-60 * len(bars) // WIDTH) or 1
    drawn = []
    for at, (label, number) in enumerate(bars):
        middle, tall = (at + 0.5) * step, height * number / top
        foot = LETTER + 6 + height
        drawn.append(_box("bar", middle - width / 2, foot - tall, width, tall))
        if number:
            drawn.append(_text(str(number), middle, foot - tall - 5, "num"))
        if (len(bars) - 1 - at) % every == 0:
            drawn.append(_label(label, middle, foot + LETTER + 2))
    drawn.append(_line("axis", 0, LETTER + 6 + height, WIDTH, LETTER + 6 + height))
    return _svg(caption, LETTER + 6 + height + _BASE, drawn)


def matrix(caption: Caption, across: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> Markup:
    """A cell for each row and column with its number in it; the darker the more. Each row has as many numbers as there are columns."""
    top = max((number for _name, numbers in rows for number in numbers), default=0) or 1
    step = (WIDTH - _NAME) / max(len(across), 1)
    drawn = [_text(label, _NAME + (at + 0.5) * step, LETTER, "label") for at, label in enumerate(across)]
    for line, (name, numbers) in enumerate(rows):
        y = _BASE + line * _ROW
        drawn.append(_text(name, _NAME - 12, y + 27, "name"))
        for at, number in enumerate(numbers):
            shade = -(-4 * number // top)  # 0 for nothing, then 1 to 4
            drawn.append(_box(f"cell s{shade}", _NAME + at * step + 2, y + 2, step - 4, _ROW - 4))
            if number:
                drawn.append(_text(str(number), _NAME + (at + 0.5) * step, y + 27, f"num s{shade}"))
    return _svg(caption, _BASE + len(rows) * _ROW, drawn)


def strip(caption: Caption, states: Sequence[State], height: int = 44) -> Markup:
    """One mark for each look, the newest on the right: a full bar for a good one, a low one with a cross for a bad one, a line for none."""
    step = min(WIDTH / max(len(states), 1), 24)
    drawn = []
    for at, state in enumerate(states):
        x = WIDTH - (len(states) - at) * step
        if state is State.GOOD:
            drawn.append(_box("good", x + 1, 2, step - 2, height - 4))
        elif state is State.BAD:
            drawn += [
                _box("bad", x + 1, height * 0.6, step - 2, height * 0.4 - 2),
                _cross(x + step / 2, height * 0.3, step / 3),
            ]
        else:
            drawn.append(_line("idle", x + 1, height - 3, x + step - 1, height - 3))
    return _svg(caption, height, drawn)


def timeline(caption: Caption, spells: Sequence[Spell], marks: Sequence[tuple[date, str]]) -> Markup:
    """A row for each spell and an upright line with its words for each mark. An open end runs on in an arrow at the right edge."""
    days = [spell.start for spell in spells] + [spell.end for spell in spells if spell.end] + [day for day, _words in marks]
    if not days:
        return _svg(caption, 1, [])
    scale = _Scale(min(days), max(days))
    drawn, floor = [], _BASE + len(spells) * _ROW
    for line, spell in enumerate(spells):
        y = _BASE + line * _ROW
        left, right = (
            min(scale.x(spell.start), WIDTH - _ARROW - _LEAST),
            scale.x(spell.end) if spell.end else float(WIDTH - _ARROW),
        )
        drawn.append(_text(spell.name, _NAME - 12, y + 27, "name"))
        drawn.append(_box(f"spell {spell.kind}", left, y + 8, max(right - left, _LEAST), _ROW - 16))
        if spell.end is None:
            drawn.append(f'<path class="open" d="M{_n(right)} {y + 4}l{_ARROW} 16l-{_ARROW} 16z"/>')
    for at, (day, words) in enumerate(marks):
        x = scale.x(day)
        drawn.append(_line("mark", x, LETTER + 4, x, floor + (at + 1) * 26 - LETTER))
        drawn.append(_text(words, x, floor + (at + 1) * 26, _side(x)))
    drawn += [_text(str(scale.first.year), _NAME, LETTER, "year start"), _text(str(scale.last.year), WIDTH, LETTER, "year end")]
    return _svg(caption, floor + len(marks) * 26 + 8, drawn)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days onto units, from the name's edge to the room for an arrow."""

    first: date
    last: date

    def x(self, day: date) -> float:
        span = (self.last - self.first).days or 1
        return _NAME + (WIDTH - _NAME - _ARROW) * (day - self.first).days / span


def _label(words: str, x: float, y: float) -> str:
    """A label under its bar; at an edge it is pushed inwards."""
    half = len(words) * LETTER * 0.3
    if x < half:
        return _text(words, 0, y, "label start")
    return _text(words, WIDTH, y, "label end") if x > WIDTH - half else _text(words, x, y, "label")


def _side(x: float) -> str:
    """Words at an edge run inwards."""
    if x < WIDTH / 3:
        return "at start"
    return "at end" if x > WIDTH * 2 / 3 else "at"


def _svg(caption: Caption, height: float, drawn: Iterable[str]) -> Markup:
    title, words = f"t-{caption.key}", f"d-{caption.key}"
    return Markup(  # noqa: S704 - everything from outside went through _safe
        f'<svg class="chart" viewBox="0 0 {WIDTH} {_n(height)}" role="img" aria-labelledby="{_safe(title)}" aria-describedby="{_safe(words)}">'
        f'<title id="{_safe(title)}">{_safe(caption.title)}</title><desc id="{_safe(words)}">{_safe(caption.words)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _safe(text: str) -> str:
    return str(escape(visible(text)))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _box(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{_safe(kind)}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'


def _line(kind: str, x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path class="{kind}" d="M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}"/>'


def _cross(x: float, y: float, arm: float) -> str:
    arms = f"M{_n(x - arm)} {_n(y - arm)}l{_n(2 * arm)} {_n(2 * arm)}M{_n(x + arm)} {_n(y - arm)}l{_n(-2 * arm)} {_n(2 * arm)}"
    return f'<path class="cross" d="{arms}"/>'


def _text(words: str, x: float, y: float, kind: str) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}">{_safe(words)}</text>'


def weeks_words(total: int, weeks: int) -> str:
    """The sentence of a chart by week."""
    return _("近{weeks}周共{total}项实质变动，逐周数字见下表。").format(weeks=weeks, total=total)
