"""Build the sample chat, resources/samples/tomorrows-library, from the texts in packaging/sample.

Run it after editing them:  python packaging/make_sample.py [--to FOLDER]
Standard library and Pillow only; the same texts give the same files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sample import chat, recap, scenes, sheet, twarc
from sample.portraits import draw_portraits

HOME = Path(__file__).resolve().parents[1] / "resources" / "samples" / "tomorrows-library"


def build(folder: Path) -> None:
    """Write the whole sample into a folder."""
    media = folder / "chat_media"
    media.mkdir(parents=True, exist_ok=True)
    people = chat.read_people()
    posts = chat.read_posts(people)
    records = twarc.Recorder(people, posts).records()
    _write(folder / "chat.jsonl", twarc.as_lines(records))
    _write(folder / "chat.csv", sheet.as_csv(records, people))
    _write(folder / "story.json", recap.as_json(posts, people))
    scenes.draw_scenes(media)
    draw_portraits(media, people)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=HOME, metavar="FOLDER")
    build(parser.parse_args().to)
