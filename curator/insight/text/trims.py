"""Which stretch of a post's text stands behind words as a story shows them."""

from __future__ import annotations

from collections.abc import Iterator

from curator.model import CUT, Post

Stretch = tuple[int, int]


def stretch_of(whole: Post, shown: Post, low: int, high: int) -> Stretch | None:
    """Return where in a post's text the words are that stand from low to high where it is shown.

    shown: the post without its label, with earlier trims, links spelt out. None: it is not
    there, as […] is not.
    """
    places = list(_places(whole, shown))
    inside = [place for place in places[low:high] if place is not None]
    if not inside:
        return None
    return min(start for start, _ in inside), max(end for _, end in inside)


def _places(whole: Post, shown: Post) -> Iterator[Stretch | None]:
    """Yield, for each code point that is shown, the stretch of the text it stands for."""
    at = 0
    spans = list(whole.spans)
    for piece in shown.pieces():
        if piece.kind:
            kind, value = piece.kind, piece.value
            span = next(s for s in spans if s.start >= at and (s.kind, s.value) == (kind, value))
            at = span.end
            yield from [(span.start, span.end)] * len(piece.text)
            continue
        for number, part in enumerate(piece.text.split(CUT)):
            if number:
                yield from [None] * len(CUT)
            start = whole.text.find(part, at)
            if start < 0:
                yield from [None] * len(part)
                continue
            yield from ((start + n, start + n + 1) for n in range(len(part)))
            at = start + len(part)


def joined_trims(trims: tuple[Stretch, ...], more: Stretch, text: str) -> tuple[Stretch, ...]:
    """Return stretches with one more; those that only space parts become one."""
    kept: list[Stretch] = []
    for start, end in sorted((*trims, more)):
        if kept and not text[kept[-1][1] : start].strip():
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return tuple(kept)
