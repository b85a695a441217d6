"""A series of chats: people, tags and titles come along; decisions do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library, PersonId
from curator.work import Carried, carry_over, finish
from tests.conftest import post, take_in


def person(library: Library, handle: str) -> PersonId:
    (found,) = library.people.called(handle)
    return found


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "march.curator"
    with Library(path, make=True) as library:
        ids = take_in(library, [post(1, handle="ann"), post(2, handle="bob")])
        with library.edit("Know people"):
            library.people.change([person(library, "ann")], role="Mayor", sector="policymakers")
            library.people.change([person(library, "bob")], consent="withheld")
            library.marks.tag(ids, "insight")
            library.tags.define(library.tags.all()[0].id, "Something new to us")
            library.marks.star(ids)
            library.shared.entitle("https://example.org/report", "The report")
    return path


@pytest.fixture
def april(path: Path) -> Path:
    with Library(path, make=True) as library:
        take_in(
            library,
            [post(11, handle="Ann"), post(12, handle="bob"), post(13, handle="cy")],
        )
    return path


def test_people_tags_and_titles_are_known_in_the_next_chat(earlier: Path, april: Path) -> None:
    assert finish(carry_over(april, [earlier])) == Carried(2, 2, 1, 1, 1)
    with Library(april) as library:
        said = library.people.person(person(library, "ann")).standing
        assert (said.role, said.sector, said.newcomer) == ("Mayor", "policymakers", "returning")
        assert library.people.person(person(library, "bob")).standing.consent == "withheld"
        assert library.people.person(person(library, "cy")).standing.newcomer == "new"
        (tag,) = library.tags.all()
        assert (tag.name, tag.definition, tag.posts) == ("insight", "Something new to us", 0)
        assert library.shared.titles() == {"example.org/report": "The report"}


def test_no_decision_comes_along(earlier: Path, april: Path) -> None:
    finish(carry_over(april, [earlier]))
    with Library(april) as library:
        assert library.posts.counts().starred == 0
        assert library.stories.all() == []


def test_what_is_written_here_stays(earlier: Path, april: Path) -> None:
    with Library(april) as library, library.edit("Know better"):
        library.people.change([person(library, "ann")], role="Senator", newcomer="new")
    finish(carry_over(april, [earlier]))
    with Library(april) as library:
        said = library.people.person(person(library, "ann")).standing
        assert (said.role, said.sector, said.newcomer) == ("Senator", "policymakers", "new")


def test_it_is_one_step_and_the_earlier_library_is_not_touched(earlier: Path, april: Path) -> None:
    with Library(earlier) as library:
        before = library.steps(), library.people.all()
    finish(carry_over(april, [earlier]))
    with Library(earlier) as library:
        assert (library.steps(), library.people.all()) == before
    with Library(april) as library:
        step = library.undo()
        assert step is not None
        assert step.label == "Carry over from 1 library"
        assert library.people.person(person(library, "ann")).standing.role == ""
        assert library.tags.all() == []


def test_the_later_of_two_libraries_is_believed(
    tmp_path: Path, earlier: Path, april: Path
) -> None:
    older = tmp_path / "january.curator"
    with Library(older, make=True) as library:
        take_in(library, [post(1, handle="ann"), post(2, handle="cy")])
        with library.edit("Know people"):
            library.people.change([person(library, "ann")], role="Councillor")
    said = CliRunner().invoke(main, ["carry", str(april), str(earlier), str(older), "--json"])
    assert json.loads(said.stdout)["returning"] == 3
    with Library(april) as library:
        assert library.people.person(person(library, "ann")).standing.role == "Mayor"
