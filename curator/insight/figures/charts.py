"""Text alternatives of charts."""

from __future__ import annotations

from curator.counted import Bar
from curator.i18n import grouped, tr, trn
from curator.insight.figures.cast import listed
from curator.model import Chart

_TOLD = 3


def alt(chart: Chart) -> str:
    """Return a sentence that describes a chart."""
    if not chart.bars:
        return tr("A chart without bars.")
    if chart.kind == "activity":
        return _activity(chart)
    top = sorted(chart.bars, key=lambda bar: -bar.value)[:_TOLD]
    told = listed([f"{_label(bar)} ({grouped(bar.value)})" for bar in top])
    return tr(
        "{bars}, the longest first: {top}.",
        bars=trn("A chart of {count} bar", "A chart of {count} bars", len(chart.bars)),
        top=told,
    )


def _activity(chart: Chart) -> str:
    most = max(chart.bars, key=lambda bar: bar.value)
    total = sum(bar.value for bar in chart.bars)
    told = tr(
        "Posts over time from {first} to {last}: {total} in all, most at {label} ({most}).",
        first=chart.bars[0].label,
        last=chart.bars[-1].label,
        total=grouped(total),
        label=most.label,
        most=grouped(most.value),
    )
    asked = [
        tr("{question} at {time}", question=bar.asked, time=bar.label)
        for bar in chart.bars
        if bar.asked
    ]
    return f"{told} {tr('Asked: {questions}.', questions=', '.join(asked))}" if asked else told


def _label(bar: Bar) -> str:
    person = bar.person
    if person is None:
        return bar.label
    return person.name or (f"@{person.handle}" if person.handle else person.role or bar.label)
