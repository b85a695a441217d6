"""Pictures in a process of their own: what breaks their decoder costs one picture."""

from __future__ import annotations

import os
import signal
import struct
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from curator import picture_decoder, work
from curator.library import Library
from curator.picture_decoder import PictureDecoder
from curator.work import finish


def painted(width: int = 60, height: int = 40, kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "red").save(file, kind)
    return file.getvalue()


def bare_png(width: int, height: int) -> bytes:
    """Make a large picture of one colour without drawing it first."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(3 * width)) * height, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def decoder() -> Iterator[PictureDecoder]:
    made = PictureDecoder()
    yield made
    made.close()


def test_a_picture_comes_back_as_pixels(decoder: PictureDecoder) -> None:
    drawn = decoder.draw(painted(kind="JPEG"), 30, "window")
    assert drawn
    assert (drawn.suffix, drawn.width, drawn.height) == (".png", 60, 40)
    assert Image.open(BytesIO(drawn.content)).size == (30, 20)
    assert decoder.draw(b"no picture", 30, "window") is None
    assert decoder.draw(b"", 30, "recap") is None
    assert decoder.lost == 0


def test_it_begins_before_the_first_picture_is_there(decoder: PictureDecoder) -> None:
    decoder.begin()
    begun = decoder.process_id
    assert begun
    decoder.begin()
    assert decoder.draw(painted(), 30, "window")
    assert decoder.process_id == begun


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_process_that_was_killed_is_started_anew(decoder: PictureDecoder) -> None:
    assert decoder.draw(painted(), 30, "window")
    before = decoder.process_id
    assert before
    os.kill(before, signal.SIGKILL)
    assert decoder.draw(painted(), 30, "window")
    assert decoder.process_id != before
    assert decoder.lost == 0


def test_a_picture_that_takes_too_long_is_given_up_alone() -> None:
    hasty = PictureDecoder(patience=0.05)  # less than the process needs to begin
    try:
        assert hasty.draw(bare_png(4_000, 4_000), 640, "window") is None
        assert hasty.lost == 1
        hasty._patience = 60  # noqa: SLF001  the next one is given its time
        assert hasty.draw(painted(), 30, "window")
        assert hasty.lost == 1
    finally:
        hasty.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's here")
def test_a_picture_that_takes_too_much_memory_is_given_up_alone() -> None:
    narrow = PictureDecoder(memory=200 << 20)
    try:
        assert narrow.draw(painted(), 30, "window")
        assert narrow.draw(bare_png(7_000, 7_000), 6_000, "window") is None
        assert narrow.draw(painted(), 30, "window")
    finally:
        narrow.close()


def test_more_pixels_than_a_photograph_has_are_refused(decoder: PictureDecoder) -> None:
    assert decoder.draw(bare_png(30_000, 10), 640, "window") is None
    assert decoder.draw(bare_png(8_000, 8_000), 640, "window") is None


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_import_says_which_number_of_pictures_broke_their_decoder(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = tmp_path / "crash.py"
    child = Path(picture_decoder.__file__).with_name("picture_child.py")
    crashing.write_text(
        "import os, sys, runpy\n"
        "sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
        "names = runpy.run_path(sys.argv[1])\n"
        "ways = names['main'].__globals__['_WAYS']\n"
        "shown = ways[1]\n"
        "def draw(content, most):\n"
        "    return os.abort() if b'CRASH' in content else shown(content, most)\n"
        "ways[1] = draw\n"
        "names['main'](1 << 31)\n"
    )
    monkeypatch.setattr(
        picture_decoder, "_command", lambda _memory: [sys.executable, str(crashing), str(child)]
    )
    picture_decoder.DECODER.close()
    chat = tmp_path / "WhatsApp Chat"
    chat.mkdir()
    lines = [f"[01.02.23, 20:0{n}:00] Ann: \u200e<attached: {n}-PHOTO.png>" for n in range(3)]
    (chat / "_chat.txt").write_text("\n".join(lines))
    for n in range(3):
        (chat / f"{n}-PHOTO.png").write_bytes(painted(60 + n) + (b"CRASH" if n == 1 else b""))
    report = finish(work.import_archive(path, chat))
    picture_decoder.DECODER.close()
    assert report.pictures == 2
    assert "1 picture is left out: decoding it crashed, or took too long." in report.remarks
    with Library(path) as library:
        assert len(library.pictures.originals(_hashes(library))) == 2


def _hashes(library: Library) -> list[str]:
    return [h for (h,) in library._run("SELECT hash FROM pictures")]  # noqa: SLF001  to look behind
