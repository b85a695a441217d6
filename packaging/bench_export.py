"""Times publishing: a story of 50 quotes with a photograph each, written by the command line.

    python packaging/bench_export.py
    python packaging/bench_export.py --quotes 100 --targets page docx --runs 7

Each target is exported in a process of its own, in which no picture was drawn before. Printed are
medians: of the writing, the first time and again in the same process; of the whole command, by the
clock and in time of all processors, which is the truer one on a busy machine; and the bytes. It
ends with 1 where the first writing, or the size of a page, is over its limit.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image

from curator import cli, work
from curator.library import Library, StoryId
from curator.model import Author, Block, Heading, Media, Post, Quote, Story
from curator.picture_decoder import DECODER
from curator.writers import writer_called

ROOT = Path(__file__).parents[1]
LIMITS = {"page": 0.5, "docx": 0.5, "pdf": 5.0}
"""Seconds of the first writing, at most."""

PAGE = 1_500_000
"""Bytes of a page, at most."""

_WORDS = "We lend drills, seeds, telescopes and a cake tin that is shaped like a dinosaur. "
_FACES = 15


class Taken(NamedTuple):
    """What a command took, in seconds, and how many bytes it wrote."""

    first: float
    """The writing, from the story's values to the bytes."""

    again: float
    """A second writing."""

    whole: float
    """The whole command, with Python's start."""

    worked: float
    """The whole command, in time of all processors."""

    size: int


def photograph(seed: int, width: int = 1200, height: int = 900) -> bytes:
    """Return a JPEG with large shapes and small ones, about as heavy as one of a camera."""
    chance = random.Random(seed)  # noqa: S311  no secret
    image = Image.new("RGB", (width, height))
    for across, share in ((8, 1.0), (24, 0.4), (80, 0.25), (240, 0.12), (800, 0.06)):
        down = across * 3 // 4
        dots = Image.frombytes("RGB", (across, down), chance.randbytes(across * down * 3))
        image = Image.blend(image, dots.resize((width, height), Image.Resampling.BILINEAR), share)
    file = BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def made(path: Path, quotes: int) -> None:
    """Make a library with a story of so many quotes, each with a photograph of its own."""
    start = datetime(2026, 5, 14, 18, tzinfo=UTC)
    with Library(path, make=True) as library:
        archive = library.archives.new(Path("bench"), "bench")
        with library.transaction():
            faces = [library.pictures.add(photograph(-n, 400, 400)) for n in range(1, _FACES + 1)]
            posts = [
                Post(
                    "mastodon", str(n), Author(f"user{n % _FACES}", f"User {n % _FACES}",
                        avatar=Media("image", hash=faces[n % _FACES])),
                    start + timedelta(seconds=90 * n),
                    f"A{1 + n % 6} {_WORDS * (1 + n % 3)} #lib{n}",
                    media=(Media("image", alt=f"Shelf {n}", width=1200, height=900,
                        hash=library.pictures.add(photograph(n))),),
                )
                for n in range(quotes)
            ]  # fmt: skip
            library.archives.intake(archive).add(posts)
        library.finish_import(archive, "Import", {})
        with library.edit("Begin"):
            story = library.stories.new("A chat with photographs")
            library.stories.add(story, _blocks(posts))


def _blocks(posts: list[Post]) -> Iterator[Block]:
    for n, post in enumerate(posts):
        if n % 7 == 0:
            yield Heading(f"{1 + n // 7}. What do you lend on day {1 + n // 7}?")
        yield Quote(post)


def write(path: Path, target: str, begun: float) -> None:
    """Export the story by the command and write it once more; print what both took.

    begun: the time at which the command was given.
    """
    writer, took = writer_called(target), list[float]()
    if writer is None:
        sys.exit(f"There is no target “{target}”.")
    plain = writer.write

    def timed(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        start = time.perf_counter()
        files = list(plain(story, name))
        took.append(time.perf_counter() - start)
        return iter(files)

    setattr(writer, "write", timed)  # noqa: B010  a module, as the command looks it up
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["export", str(path), "1", "--to", target, "-o", f"{folder}/", "--replace"]
        cli.main.main(arguments, standalone_mode=False)
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    whole = time.time() - begun
    DECODER.close()  # the time of a process is known when it has ended
    worked = _worked()
    with Library(path) as library:
        list(writer.write(work.masked_story(library, StoryId(1)), "recap"))
    print(json.dumps([*took, whole, worked, size]))


def _worked() -> float:
    """Return the seconds of the processors for this process and those that it ended."""
    who = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(each.ru_utime + each.ru_stime for each in who)


def measured(path: Path, target: str) -> Taken:
    """Write the story by the command, in a new process."""
    arguments = [sys.executable, __file__, "--write", str(path), target, str(time.time())]
    ran = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    return Taken(*json.loads(ran.stdout.splitlines()[-1]))


def main() -> int:
    """Measure each target, and return 1 if one is over its limit."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--quotes", type=int, default=50)
    options.add_argument("--targets", nargs="+", default=list(LIMITS))
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.write:
        write(Path(asked.write[0]), asked.write[1], float(asked.write[2]))
        return 0
    over = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.curator")
        made(path, asked.quotes)
        DECODER.close()
        for target in asked.targets:
            runs = [measured(path, target) for _ in range(asked.runs + 1)][1:]  # the first warms
            median = Taken(*(statistics.median(each) for each in zip(*runs, strict=True)))
            print(
                f"{target:>11}: {median.first:5.2f} s, again {median.again:5.2f} s; whole command"
                f" {median.whole:5.2f} s ({median.worked:5.2f} s of processors),"
                f" {median.size / 1000:,.0f} kB",
                flush=True,
            )
            over |= median.first > LIMITS.get(target, float("inf"))
            over |= target == "page" and median.size > PAGE
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
