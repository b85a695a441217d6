"""A chart of a story, saved as a picture for elsewhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import Image

from curator.counted import Bar
from curator.gui.desk.desk import Desk
from curator.gui.story import chart_image as chart_picture
from curator.library import Library, PostId
from curator.model import Chart, Standing
from curator.settings import Settings
from curator.work import counted_blocks as counting
from curator.work import finish, work_out
from tests.conftest import take_in
from tests.library.test_chats import evening


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


def test_its_table_stands_beside_it_with_shared_ranks(desk: Desk, tmp_path: Path) -> None:
    made = Chart("people", "Who", (Bar("a", 5), Bar("b", 2), Bar("c", 2), Bar("d", 1)))
    chart_picture.save(desk, made, tmp_path / "who.png")
    content = (tmp_path / "who-table.csv").read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert rows == [
        ["Rank", "Person", "Posts"], ["1", "a", "5"], ["2=", "b", "2"], ["2=", "c", "2"],
        ["4", "d", "1"],
    ]  # fmt: skip


def test_a_chart_of_an_evening_marks_its_questions(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        library.remember("zone", "America/New_York")
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    finish(work_out(path))
    desk = Desk(path, Settings())
    chat = desk.library.chats.all()[-1].id
    made = finish(counting.count_block(path, "activity", f"chat:{chat}"))
    assert isinstance(made, Chart)
    assert [(bar.label, bar.asked) for bar in made.bars if bar.asked] == [
        ("20:00", "Q1"),
        ("20:10", "Q2"),
    ]
    assert made.alt.endswith("Asked: Q1 at 20:00, Q2 at 20:10.")
    chart_picture.save(desk, made, tmp_path / "when.svg")
    drawing = (tmp_path / "when.svg").read_text("utf-8")
    assert all(f">{question}</text>" in drawing for question in ("Q1", "Q2"))
    table = (tmp_path / "when-table.csv").read_text("utf-8-sig")
    assert "20:10,1,0,Q2" in table
    both = finish(counting.count_block(path, "activity", ""))
    assert isinstance(both, Chart)
    assert not any(bar.asked for bar in both.bars)
    desk.close()
