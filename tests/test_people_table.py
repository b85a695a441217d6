"""The table of people: out to a spreadsheet, filled in, and back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.cli import main
from curator.errors import CuratorError
from curator.library import Library, Person, PersonId, Query
from curator.model import Author, Quote
from curator.work import (
    PeopleTable,
    export_story,
    finish,
    people_csv,
    read_people_csv,
    take_people,
)
from curator.writers import WRITERS, target_name
from tests.conftest import post, take_in

HOSTILE = [
    "=cmd|'/C calc'!A0",
    "\u202egnirts",
    "n" * 5_000,
    "Z͑ͫ̓ͪa͓̣l͕͎̣gó̶",
    'a,b;c\t"d"\n',
    "@home",
    "'t",
]


@pytest.fixture
def chat(library: Library) -> Library:
    people = [Author(f"h{n}", name, followers=n) for n, name in enumerate(HOSTILE)]
    people += [Author("ann", "Ann Lee"), Author("ann_work", "A. Lee"), Author("bob", "Bob")]
    take_in(library, [post(n, author=author) for n, author in enumerate(people)])
    return library


def who(library: Library, handle: str) -> PersonId:
    (person,) = library.people.called(handle)
    return person


def read(library: Library, content: bytes | str) -> PeopleTable:
    whole = content.encode() if isinstance(content, str) else content
    table = read_people_csv(library, whole, "people.csv")
    if table.changing:
        take_people(library, table, "people.csv")
    return table


def state(library: Library) -> list[Person]:
    return sorted(library.people.all(), key=lambda person: person.id)


def fill_in(library: Library) -> None:
    with library.edit("Fill in"):
        library.people.change(
            [who(library, "ann")], role="=1+1", organisation="'Quoted'", sector="@work",
            seat="host", newcomer="returning", consent="role",
        )  # fmt: skip
        library.people.change([who(library, "bob")], muted=True, role=" -bob,  the; “builder” ")
        library.people.merge(who(library, "ann"), [who(library, "ann_work")])


def test_a_table_that_is_read_back_changes_nothing(chat: Library) -> None:
    fill_in(chat)
    table = read(chat, people_csv(state(chat)))
    assert (table.sentence, table.unknown, table.skipped) == ("Nobody will change.", (), ())


def test_a_table_brings_everything_back(chat: Library) -> None:
    empty = people_csv(state(chat))
    fill_in(chat)
    filled, content = state(chat), people_csv(state(chat))
    chat.undo()
    table = read(chat, content)
    assert table.sentence == "3 people will change."
    assert state(chat) == filled
    read(chat, empty)
    assert not any(person.accounts or person.standing.role for person in chat.people.all())
    chat.undo()
    assert state(chat) == filled


def test_no_cell_is_a_formula(chat: Library) -> None:
    fill_in(chat)
    text = people_csv(state(chat)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠") and cell]
    assert "'=1+1" in cells


def test_a_table_from_a_spreadsheet_is_read_whatever_its_commas(chat: Library) -> None:
    table = read(chat, "sep=;\r\nHandle;Role;Seat\r\n@ANN;Mayor;Host\r\n")
    assert table.sentence == "1 person will change."
    standing = chat.marks.standing(who(chat, "ann"))
    assert (standing.role, standing.seat) == ("Mayor", "host")
    assert chat.next_undo
    assert chat.next_undo.label == "Change 1 person from “people.csv”"


def test_rows_that_cannot_be_understood_are_named_with_their_place(chat: Library) -> None:
    table = read(
        chat,
        "platform,handle,seat,consent,muted,same_as\n"
        "test,ann,judge,full,no,\n"
        "test,bob,host,full,no,\n"
        "test,h1,,secret,no,\n"
        "test,h2,,full,perhaps,\n"
        "test,,,,,\n"
        "test,bob,guest,full,no,\n"
        "test,ann_work,,full,no,test:nobody\n"
        "test,zoe,,full,no,\n",
    )
    assert [each.where for each in table.skipped] == [f"line {n}" for n in (2, 4, 5, 6, 7, 8)]
    assert table.skipped[0].why == "seat is host, guest or empty, not “judge”."
    assert table.unknown == ("zoe",)
    assert table.doubts[-1] == "1 handle is not in this library: @zoe."
    assert table.sentence == "1 person will change."


def test_accounts_that_name_each_other_are_one_person(chat: Library) -> None:
    read(chat, "handle,same_as\nann,bob\nann_work,ann\nbob,ann\n")
    (whole,) = [person for person in chat.people.all() if person.accounts]
    assert {part.account.handle for part in whole.accounts} == {"ann", "ann_work", "bob"}


def test_a_handle_on_two_platforms_wants_its_platform(chat: Library) -> None:
    take_in(chat, [replace(post(90, handle="ann"), platform="other")], "b")
    table = read(chat, "handle,role\nann,Mayor\n")
    assert table.skipped[0].why == "@ann is on several platforms; name one."


@pytest.mark.parametrize("content", ["", "name,role\nAnn,Mayor\n", "\0\0\0"])
def test_what_is_no_table_of_people_is_said(chat: Library, content: str) -> None:
    with pytest.raises(CuratorError, match="has no column “handle”"):
        read(chat, content)


def test_a_quotation_mark_that_is_not_closed_is_told(chat: Library) -> None:
    table = read(chat, 'handle,role\nann,Mayor\nbob,"Host\n' + "x\n" * 200)
    assert table.changing == 1
    assert table.skipped[0].where == "line 3"


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_file_makes_it_stumble(content: bytes) -> None:
    with Library(Path(":memory:"), make=True) as library:
        take_in(library, [post(1)])
        for start in (b"", b"handle,role,same_as,seat\n", b"handle\tmuted\n"):
            try:
                read_people_csv(library, start + content, "x.csv")
            except CuratorError as error:
                assert str(error).endswith(".")  # noqa: PT017  either is right


def run(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_weekly_hosts_script_it(chat: Library, path: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    run("people", path, "--csv", sheet)
    text = sheet.read_text("utf-8-sig").replace("ann,Ann Lee,,", "ann,Ann Lee,ann_work,")
    sheet.write_text(text, "utf-8")
    assert run("people", path, "--read", sheet).stdout == "Change 1 person from “people.csv”\n"
    listed = json.loads(run("people", path, "--json").stdout)
    assert [p["handle"] for p in listed if len(p["accounts"]) > 1] == ["ann_work"]
    assert "@bob" in run("people", path).stdout
    assert run("undo", path).stdout == "Undone: Change 1 person from “people.csv”\n"
    answer = json.loads(run("people", path, "--read", sheet, "--json").stdout)
    assert answer == {"changed": 1, "unknown": [], "skipped": []}
    assert "cannot be read" in run("people", path, "--read", tmp_path / "no.csv", code=1).output
    assert len(chat.people.all()) == len(HOSTILE) + 2


def test_withheld_under_one_account_is_withheld_under_all(
    chat: Library, path: Path, tmp_path: Path
) -> None:
    rows = chat.posts.rows(chat.posts.find(Query.parse("from:ann_work")))
    with chat.edit("Story"):
        story = chat.stories.new("Recap")
        chat.stories.add(story, [Quote(row.post) for row in rows])
        chat.people.change([who(chat, "ann")], consent="withheld")
        chat.people.merge(who(chat, "ann"), [who(chat, "ann_work")])
    for writer in WRITERS:
        to = tmp_path / target_name(writer) / f"recap{writer.SUFFIX}"
        to.parent.mkdir()
        for file in finish(export_story(path, story, writer, to)):
            whole = b"".join(contents(file))
            assert not [name for name in (b"ann_work", b"A. Lee", b"Ann Lee") if name in whole]


def contents(file: Path) -> list[bytes]:
    """Return the bytes of a file, and those of the files in it if it is a zip."""
    found = [file.read_bytes()]
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            found += [packed.read(name) for name in packed.namelist()]
    return found
