"""Whatever is said of people, in whatever order, holds together and can be taken back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.library import Library, Person, PersonId
from tests.conftest import post, take_in

PEOPLE = 5
who = st.integers(1, PEOPLE).map(PersonId)
edits = st.one_of(
    st.tuples(st.just("merge"), who, st.lists(who, max_size=3)),
    st.tuples(st.just("split"), who, st.none()),
    st.tuples(
        st.just("change"),
        who,
        st.sampled_from(
            [("muted", True), ("muted", False), ("role", "x"), ("role", ""), ("consent", "role"),
             ("consent", "full"), ("seat", "host")]
        ),
    ),
    st.tuples(st.just("take_down"), who, st.none()),
)  # fmt: skip


def act(library: Library, name: str, person: PersonId, more: object) -> None:
    match name, more:
        case "merge", list(others):
            library.people.merge(person, others)
        case "change", (str(field), str() | bool() as value):
            library.people.change([person], **{field: value})
        case "split", _:
            library.people.split(person)
        case _:
            library.people.take_down(person)


def state(library: Library) -> list[Person]:
    return sorted(library.people.all(), key=lambda each: each.id)


@settings(max_examples=60)
@given(st.lists(edits, max_size=8))
def test_any_edits_of_people_hold_together_and_can_be_undone(
    steps: list[tuple[str, PersonId, object]],
) -> None:
    with Library(Path(":memory:"), make=True) as library:
        take_in(library, [post(n, handle=f"h{n}") for n in range(PEOPLE)])
        beginning = state(library)
        for step in steps:
            with library.edit("edit"):
                act(library, *step)
            faces = library.people.standings.faces()
            assert not set(faces) & set(faces.values()), "a face points nowhere"
            said = library.people.standings.all()
            assert all(said[account] == said[face] for account, face in faces.items())
            assert sum(len(p.accounts) or 1 for p in library.people.all()) == PEOPLE
            assert library.people.count() == len(library.people.all())
        end = state(library)
        while (last := library.next_undo) and last.archive is None:
            library.undo()
        assert state(library) == beginning
        while library.next_redo:
            library.redo()
        assert state(library) == end
