"""Shapes on a sheet for flat pictures, drawn large and made small for smooth edges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from PIL import Image, ImageDraw

Point = tuple[float, float]

FINE = 3
"""How many times larger than it is saved a picture is drawn."""


class Sheet:
    """A picture being drawn, in units of its own; every shape returns the sheet for the next."""

    def __init__(self, size: tuple[int, int], units: float, ground: str) -> None:
        self._size = size
        self._scale = size[0] * FINE / units
        self._image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        self._turns: list[tuple[float, float, float, float]] = []

    @contextmanager
    def turned(self, degrees: float, x: float, y: float, size: float = 1) -> Iterator[Self]:
        """Turn, and make larger or smaller, what is drawn within, about a point."""
        self._turns.append((math.radians(degrees), x, y, size))
        yield self
        self._turns.pop()

    def shape(self, colour: str, *points: Point) -> Self:
        """Fill a polygon."""
        self._draw.polygon([self._at(point) for point in points], colour)
        return self

    def box(self, colour: str, x: float, y: float, w: float, h: float, r: float = 0) -> Self:
        """Fill a rectangle, with round corners if r is given."""
        if not r:
            return self.shape(colour, (x, y), (x + w, y), (x + w, y + h), (x, y + h))
        corners = ((x + w - r, y + h - r), (x + r, y + h - r), (x + r, y + r), (x + w - r, y + r))
        points = [
            (cx + r * math.cos(turn), cy + r * math.sin(turn))
            for quarter, (cx, cy) in enumerate(corners)
            for step in range(9)
            for turn in [(quarter + step / 8) * math.pi / 2]
        ]
        return self.shape(colour, *points)

    def oval(self, colour: str, x: float, y: float, rx: float, ry: float = 0) -> Self:
        """Fill an ellipse about a point; a circle if one radius is given."""
        turns = [step * math.tau / 72 for step in range(72)]
        ry = ry or rx
        return self.shape(colour, *((x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns))

    def line(self, colour: str, width: float, *points: Point) -> Self:
        """Draw a line with round ends and joints."""
        placed = [self._at(point) for point in points]
        thick = width * self._scale * math.prod(turn[3] for turn in self._turns)
        self._draw.line(placed, colour, round(thick), joint="curve")
        if len(colour) == len("#RRGGBB"):
            for x, y in placed:
                half = thick / 2 - 0.5
                self._draw.ellipse((x - half, y - half, x + half, y + half), colour)
        return self

    def arc(self, colour: str, width: float, middle: Point, r: float, span: Point) -> Self:
        """Draw a part of a circle, between two angles in degrees, clockwise from the right."""
        first, last = (math.radians(angle) for angle in span)
        turns = [first + (last - first) * step / 48 for step in range(49)]
        points = ((middle[0] + r * math.cos(t), middle[1] + r * math.sin(t)) for t in turns)
        return self.line(colour, width, *points)

    def bend(self, colour: str, width: float, start: Point, pull: Point, end: Point) -> Self:
        """Draw a curve from one point to another, pulled towards a third."""
        return self.line(colour, width, *curve(start, pull, end))

    def save(self, path: Path) -> None:
        """Make it small and save it, JPEG or PNG by its name, with no word of where or when."""
        small = self._image.resize(self._size, Image.Resampling.BOX)
        if path.suffix == ".png":
            small.quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
        else:
            small.save(path, quality=82, optimize=True)

    def _at(self, point: Point) -> Point:
        x, y = point
        for turn, cx, cy, size in reversed(self._turns):
            dx, dy = (x - cx) * size, (y - cy) * size
            x = cx + dx * math.cos(turn) - dy * math.sin(turn)
            y = cy + dx * math.sin(turn) + dy * math.cos(turn)
        return x * self._scale, y * self._scale


def curve(start: Point, pull: Point, end: Point) -> list[Point]:
    """Return points along a curve from one point to another, pulled towards a third."""
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * pull[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * pull[1] + t * t * end[1],
        )
        for t in (step / 24 for step in range(25))
    ]
