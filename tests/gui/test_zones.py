"""Time zones: found by typing, suggested with a reason, asked once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytestqt.qtbot import QtBot

from curator import i18n, languages
from curator.cli import main
from curator.gui.desk.desk import Desk
from curator.gui.importing.page import ImportPage
from curator.gui.widgets.zone_box import ZoneBox
from curator.gui.widgets.zone_names import matching, zone_called, zone_names
from curator.library import Library
from curator.model import Post
from curator.readers.kit.archive.read_options import ReadOptions
from curator.settings import Settings
from curator.work import finish, import_archive, preview
from curator.work.zone_clues import ZoneClues, confirmed_by_accounts
from curator.work.zone_places import zone_of_place
from tests.conftest import post, take_in
from tests.gui.test_importing import ended, looked

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


def _note(clues: ZoneClues, said: Post) -> None:
    clues.note(said.at, said.text)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("new york", "America/New_York"),
        ("ET", "America/New_York"),
        ("EST", "America/New_York"),
        ("et", "America/New_York"),
        ("eastern", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("London", "Europe/London"),
        ("BST", "Europe/London"),
        ("Berlin", "Europe/Berlin"),
        ("CET", "Europe/Paris"),
        ("germany", "Europe/Berlin"),
        ("sydney", "Australia/Sydney"),
        ("america/new_york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_as_people_call_it(typed: str, zone: str) -> None:
    assert matching(typed)[0].id == zone


def test_zones_used_lately_come_first() -> None:
    assert matching("", ["Asia/Tokyo"])[0].id == "Asia/Tokyo"
    assert matching("CET", ["Europe/Berlin"])[0].id == "Europe/Berlin"


def test_a_zone_says_its_city_and_what_it_is_called() -> None:
    assert zone_called("America/New_York").words == "New York, Eastern Time (ET)"


def test_only_a_zone_can_be_left_in_the_field(qtbot: QtBot) -> None:
    box = ZoneBox("Zone")
    qtbot.addWidget(box)
    box.show_zone("Europe/London")
    with qtbot.waitSignal(box.zone_chosen) as told:
        box.setText("et")
        box.editingFinished.emit()
    assert told.args == ["America/New_York"]
    box.setText("qqqqq")
    box.editingFinished.emit()
    assert box.zone == "America/New_York"
    assert box.text().startswith("New York")


def test_announcements_tell_the_zone() -> None:
    clues = ZoneClues()
    for n, words in enumerate(
        ["Join us at 8 pm ET / 5 pm PT", "tonight 8pm ET!", "at 9 et al. discuss"]
    ):
        _note(clues, post(n, words))
    hint = clues.hint({})
    assert hint
    assert (hint.zone, hint.reason) == (
        "America/New_York", "2 posts say “8 pm ET” or the like.",
    )  # fmt: skip


def test_few_announcements_among_many_posts_are_called_little_and_yield_to_accounts() -> None:
    clues = ZoneClues()
    for n in range(300):
        _note(clues, post(n, f"post {n}"))
    for n, words in enumerate(["Join us at 8 pm BST", "we begin 8pm BST sharp"]):
        _note(clues, post(400 + n, words))
    for n in range(9):
        _note(clues, post(500 + n, "RT @ann: Join us at 8 pm BST", f"echo{n}"))
    hint = clues.hint({})
    assert hint
    assert hint.is_weak
    assert hint.zone == "Europe/London"
    assert hint.reason == ("2 of 311 posts say “8 pm BST” or the like: a weak clue.")
    better = clues.hint({"Eastern Time (US & Canada)": 31})
    assert better
    assert better.zone == "America/New_York"


def test_the_command_line_takes_no_zone_from_a_weak_reason_and_says_why(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, f"post {n} about kettles") for n in range(300)])
    more = path.with_name("more.jsonl")
    lines = [
        {"id": n, "text": text, "author": "ann", "created_at": f"2023-02-0{n}T20:00:00Z"}
        for n, text in enumerate(["Join us at 8 pm BST", "we begin 8pm BST sharp"], 1)
    ]
    more.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    said = CliRunner().invoke(main, ["import", str(path), str(more)]).stderr
    assert "Times are shown in UTC. 2 of 302 posts say" in said
    assert "--zone Europe/London shows them there." in said
    with Library(path) as library:
        assert library.zone == "UTC"


@pytest.mark.parametrize(("hour", "zone"), [(20, "America/New_York"), (1, "UTC")])
def test_times_without_a_zone_are_of_the_zone_in_which_they_fit(hour: int, zone: str) -> None:
    clues = ZoneClues()
    for n in range(5):
        _note(clues, post(n, "Tonight 8 ET!", at=datetime(2023, 2, 3, hour, n, tzinfo=UTC)))
    hint = clues.hint({}, is_local=True)
    assert hint
    assert hint.zone == zone
    told = clues.hint({})  # of times with their zone, it is that of the chat
    assert told
    assert told.zone == "America/New_York"


def test_zones_of_accounts_tell_the_zone() -> None:
    hint = ZoneClues().hint({"Eastern Time (US & Canada)": 31, "London": 9, "Quito": 8})
    assert hint
    assert hint.zone == "America/New_York"
    assert hint.reason == "31 of 48 accounts that name a zone have set it."


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Brooklyn, NY", "America/New_York"),
        ("Leeds, UK", "Europe/London"),
        ("Köln, Deutschland", "Europe/Berlin"),
        ("東京", "Asia/Tokyo"),
        ("Lisbon", "Europe/Lisbon"),
        ("London & New York", ""),
        ("Birmingham", ""),
        ("behind you", ""),
        ("", ""),
    ],
)
def test_a_place_has_a_zone(place: str, zone: str) -> None:
    assert zone_of_place(place) == zone


def test_places_and_offsets_in_accounts_tell_the_zone(tmp_path: Path) -> None:
    def tweet(n: int, **user: object) -> str:
        return json.dumps(
            {
                "id_str": str(500_000_000_000_000_000 + n),
                "created_at": f"Tue Jul 07 00:1{n}:00 +0000 2015",
                "full_text": f"Post number {n} about kites",
                "user": {"id_str": str(n), "screen_name": f"flyer{n}", "name": "F", **user},
            }
        )

    homes = ("Austin, TX", "Dallas, Texas", "Iowa", "Chicago, IL", "Madison WI", "Paris")
    place = tmp_path / "places.jsonl"
    place.write_text("\n".join(tweet(n, location=home) for n, home in enumerate(homes)), "utf-8")
    seen = finish(preview(place, None, ReadOptions()))
    assert seen.zone is not None
    assert seen.zone.zone == "America/Chicago"
    assert seen.zone.reason == "5 of 6 accounts that name a known place are there."
    offset = tmp_path / "offsets.jsonl"
    offset.write_text("\n".join(tweet(n, utc_offset=-14_400) for n in range(3)), "utf-8")
    seen = finish(preview(offset, None, ReadOptions()))
    assert seen.zone is not None
    assert seen.zone.zone == "America/New_York"
    assert seen.zone.reason == "3 of 3 accounts were −4 hours from UTC."


SHEET = "time,username,text\n" + "".join(
    f"2019-06-1{n} 20:0{n},ann,Hello number {n} at 8 pm ET\n" for n in range(5)
)


def page_of(path: Path, qtbot: QtBot) -> ImportPage:
    """Return the page of imports over a new library."""
    page = ImportPage(Desk(path, Settings(), make=True))
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_table_without_a_zone_is_asked_for_it_with_a_reason(
    path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET)
    page = page_of(path, qtbot)
    desk = page._desk  # noqa: SLF001  to look at the library
    page.begin([sheet])
    looked(page, qtbot)
    preview = page.preview
    assert preview.columns.zone.zone == "America/New_York"
    assert preview.columns.reason.text() == "5 posts say “8 pm ET” or the like."
    assert "are read as New York time" in preview.doubt.text()
    assert preview.rows.posts[0].at.hour == 0
    page.take()
    ended(page, qtbot)
    assert desk.library.zone == "America/New_York"
    assert desk.settings.zones[0] == "America/New_York"
    assert desk.is_zone_settled
    desk.close()


def test_another_capture_proves_the_zone(path: Path, qtbot: QtBot, tmp_path: Path) -> None:
    true = tmp_path / "true.csv"
    local = tmp_path / "local.csv"
    rows = [(f"2019-06-1{n}T0{n}:00:00Z", f"2019-06-1{n} 0{n + 1}:00") for n in range(5)]
    true.write_text(
        "time,username,text\n" + "".join(f"{at},ann,Words {n}\n" for n, (at, _) in enumerate(rows))
    )
    local.write_text(
        "time,username,text\n" + "".join(f"{at},ann,Words {n}\n" for n, (_, at) in enumerate(rows))
    )
    finish(import_archive(path, true))
    page = page_of(path, qtbot)
    page.begin([local])
    looked(page, qtbot)
    assert page.preview.columns.zone.zone == "Europe/London"
    assert "another capture" in page.preview.columns.reason.text()
    page._desk.close()  # noqa: SLF001


def test_a_zone_that_was_chosen_is_not_asked_again(
    path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with Library(path, make=True) as library:
        library.remember("zone", "Europe/Berlin")
        library.remember("zone settled", "1")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("time,username,text\n2019-06-10T20:00:00Z,ann,Hello at 8 pm ET\n")
    page = page_of(path, qtbot)
    page.begin([sheet])
    looked(page, qtbot)
    assert not page.preview.columns.zone.isVisible()
    page._desk.close()  # noqa: SLF001


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak German, and English again behind it."""
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "none.json"))
    languages.choose_language(["de"])
    zone_names.cache_clear()
    yield
    i18n.use(NullTranslations())
    zone_names.cache_clear()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("typed", ["berlin", "deutschland", "germany", "mitteleuropäische zeit"])
def test_a_zone_is_called_and_found_in_the_language_of_the_window(typed: str) -> None:
    found = {each.id: each for each in matching(typed)}
    assert found["Europe/Berlin"].words == "Berlin, Mitteleuropäische Zeit (CET)"
    assert found["Europe/Berlin"].country == "Deutschland"


def test_few_announcements_confirm_what_accounts_have_set() -> None:
    clues = ZoneClues()
    for n in range(300):
        _note(clues, post(n, f"post {n}"))
    for n, words in enumerate(["Join us at 8 pm BST", "we begin 8pm BST sharp"]):
        _note(clues, post(400 + n, words))
    few = clues.announced(302)
    assert few
    told = confirmed_by_accounts(few, "Europe/London", "31 of 48 accounts have set it.")
    assert not told.is_weak
    assert told.reason == (
        "31 of 48 accounts have set it. So say 2 posts: “8 pm BST” or the like."
    )
