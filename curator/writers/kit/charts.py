"""Charts drawn as SVG, without scripts or external resources."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from curator.model import Chart
from curator.writers.kit.counted_text import Slot, slots
from curator.writers.kit.safe_words import one_line

WIDTH = 720
_ROW, _BAR, _TEXT = 30, 14, 16
_NAMES, _LETTERS = 236, 27
_TALL, _HEAD = 200, 40
_ASKED = 20
"""Height of the line that names the questions, above the bars."""

_LETTER = 9
"""Width of a letter of that line, about."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The colours and the type of a chart."""

    paper: str = "#FFFFFF"
    ink: str = "#1B1D1C"
    faint: str = "#666B67"
    bar: str = "#0B6A70"
    echo: str = "#8ABDBE"
    family: str = "Noto Sans, Inter, sans-serif"


LIGHT = ChartStyle()


def svg(chart: Chart, ink: ChartStyle = LIGHT) -> str:
    """Return a chart as an SVG file with a text description."""
    found = slots(chart.bars)
    upright = chart.kind == "activity"
    drawing = _upright(found, ink) if upright else _horizontal_bars(found, ink)
    height = _HEAD + (_base(found) - _HEAD + 30 if upright else _ROW * len(found)) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" font-family="{escape(ink.family)}">'
        f"<title>{_safe(chart.title)}</title><desc>{_safe(chart.alt)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{ink.paper}"/>'
        f"{_words(0, 22, chart.title, ink.ink, size=17, weight=600)}{drawing}</svg>"
    )


def columns_svg(found: list[Slot]) -> str:
    """Return vertical bars for a page, without text; the page's styles colour them."""
    width = 100 / max(len(found), 1)
    gap = min(width * 0.15, 0.6)
    bars = "".join(
        f'<rect class="{name}" x="{n * width + gap:.3f}" y="{100 - 100 * top:.2f}"'
        f' width="{width - 2 * gap:.3f}" height="{100 * length:.2f}"/>'
        for n, slot in enumerate(found)
        for name, top, length in (
            ("bar", slot.length - slot.echoes, slot.length - slot.echoes),
            ("echo", slot.length, slot.echoes),
        )
        if length
    )
    return (
        '<svg class="columns" viewBox="0 0 100 100" preserveAspectRatio="none"'
        f' aria-hidden="true">{bars}</svg>'
    )


def bar_svg(slot: Slot) -> str:
    """Return one horizontal bar for a page."""
    return (
        '<svg class="lying" width="100%" height="12" aria-hidden="true">'
        f'<rect class="{"bar" if slot.known else "echo"}" width="{max(slot.length, 0.004):.2%}"'
        ' height="12" rx="2"/></svg>'
    )


def _upright(found: list[Slot], ink: ChartStyle) -> str:
    step = WIDTH / max(len(found), 1)
    base = _base(found)
    parts = [f'<rect y="{base}" width="{WIDTH}" height="1" fill="{ink.faint}"/>']
    parts += _questions(found, step, base, ink)
    for n, slot in enumerate(found):
        own, all_ = _TALL * (slot.length - slot.echoes), _TALL * slot.length
        x, wide = n * step + step * 0.1, step * 0.8
        parts.append(_rect(x, base - own, wide, own, ink.bar))
        if slot.echoes:
            parts.append(_rect(x, base - all_, wide, all_ - own, ink.echo))
    for n in sorted({0, len(found) // 2, len(found) - 1}) if found else ():
        anchor = "start" if n == 0 else "end" if n == len(found) - 1 else "middle"
        at = n * step + (0 if anchor == "start" else step if anchor == "end" else step / 2)
        parts.append(_words(at, base + 22, found[n].label, ink.faint, anchor=anchor, size=14))
    return "".join(parts)


def _base(found: list[Slot]) -> int:
    """Return where upright bars stand; questions need a line of their own above them."""
    return _HEAD + _TALL + (_ASKED if any(slot.asked for slot in found) else 0)


def _questions(found: list[Slot], step: float, base: int, ink: ChartStyle) -> list[str]:
    """Return a thin line at each bar in whose time a question was asked, with its number.

    A number that would run into the one before it is left out; its line and the table have it.
    """
    parts, end = [], 0.0
    for n, slot in enumerate(found):
        if slot.asked:
            x = n * step + step / 2
            top = _HEAD + _ASKED - 4
            parts.append(_rect(x - 0.5, top, 1, base - top, ink.faint))
            wide = _LETTER * len(slot.asked)
            left = min(max(x - wide / 2, 0), WIDTH - wide)
            if left >= end:
                parts.append(_words(left, _HEAD + _ASKED - 8, slot.asked, ink.faint, size=14))
                end = left + wide + _LETTER
    return parts


def _horizontal_bars(found: list[Slot], ink: ChartStyle) -> str:
    room = WIDTH - _NAMES - 70
    parts = []
    for n, slot in enumerate(found):
        top = _HEAD + n * _ROW
        label = slot.label if len(slot.label) <= _LETTERS else f"{slot.label[: _LETTERS - 1]}…"
        parts.append(_words(0, top + 15, label, ink.ink))
        parts.append(
            _rect(
                _NAMES,
                top + 3,
                max(room * slot.length, 2),
                _BAR,
                ink.bar if slot.known else ink.echo,
            )
        )
        parts.append(_words(WIDTH, top + 15, slot.value, ink.faint, anchor="end"))
    return "".join(parts)


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"'
        f' fill="{fill}"/>'
    )


def _words(  # noqa: PLR0913  a place, words and how they look
    x: float, y: float, words: str, fill: str, *,
    anchor: str = "start", size: int = _TEXT, weight: int = 400,
) -> str:  # fmt: skip
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" fill="{fill}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" unicode-bidi="isolate">{_safe(words)}</text>'
    )


def _safe(words: str) -> str:
    return escape(one_line(words))
