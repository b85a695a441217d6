"""A chart of a story, saved as a picture for elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from curator.gui.desk.desk import Desk
from curator.gui.story import chart_image as chart_picture
from curator.library import PostId
from curator.model import Chart, Standing
from curator.work import counted_blocks as counting
from curator.work import finish


def chart(desk: Desk) -> Chart:
    made = finish(counting.count_block(desk.library.path, "people", ""))
    assert isinstance(made, Chart)
    return made


def test_a_chart_is_saved_as_a_picture_with_its_words_beside(desk: Desk, tmp_path: Path) -> None:
    chart_picture.save(desk, chart(desk), tmp_path / "who.png")
    with Image.open(tmp_path / "who.png") as picture:
        assert picture.format == "PNG"
        assert picture.width == 1440
        assert len(picture.convert("RGB").getcolors(100_000) or []) > 2
        assert not picture.info.keys() & {"Title", "Author", "exif"}
    assert "@ann\t5" in (tmp_path / "who-description.txt").read_text("utf-8")


def test_a_chart_is_saved_as_a_drawing(desk: Desk, tmp_path: Path) -> None:
    chart_picture.save(desk, chart(desk), tmp_path / "who.svg")
    drawing = (tmp_path / "who.svg").read_text("utf-8")
    assert drawing.startswith("<svg")
    assert "<desc>" in drawing


@pytest.mark.parametrize("name", ["who.png", "who.svg"])
def test_nobody_who_is_withheld_is_named_in_it(desk: Desk, tmp_path: Path, name: str) -> None:
    made = chart(desk)
    person = desk.library.marks.person(PostId(1))
    with desk.library.edit("Withhold"):
        desk.library.marks.set_standing(person, Standing(consent="withheld"))
    chart_picture.save(desk, made, tmp_path / name)
    for file in tmp_path.glob("who*"):
        assert b"@ann" not in file.read_bytes()


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    told: list[Exception] = []
    desk.failed.connect(told.append)
    (tmp_path / "file").write_text("no folder")
    chart_picture.save(desk, chart(desk), tmp_path / "file" / "who.png")
    assert len(told) == 1
