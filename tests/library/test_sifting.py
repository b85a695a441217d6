from __future__ import annotations

from curator.library import Library, Query, tokens, typed
from curator.model import Author, Quote
from tests.conftest import post, take_in


def test_people_are_found_by_the_beginning_of_their_handle(library: Library) -> None:
    ann, anna = Author("ann"), Author("Anna_B", "Anna")
    take_in(library, [post(1, author=ann), post(2, author=anna), post(3, author=anna)])
    assert library.marks.people("an") == [("Anna_B", "Anna", 2), ("ann", "", 1)]
    assert library.marks.people("anna_") == [("Anna_B", "Anna", 2)]
    assert library.marks.people("%") == []


def test_the_tag_given_last_comes_first(library: Library) -> None:
    take_in(library, [post(1), post(2)])
    with library.edit("Tag"):
        library.marks.tag([1], "insight")
        library.marks.tag([1], "funny")
        library.marks.tag([2], "insight")
    assert library.marks.recent_tags() == ["insight", "funny"]


def test_a_few_posts_are_asked_whether_they_answer(library: Library) -> None:
    first, second, third = take_in(library, [post(1, "drill"), post(2, "saw"), post(3, "drill")])
    query = Query.parse("drill is:undecided")
    with library.edit("Star"):
        library.marks.star([third])
    assert library.posts.answering(query, [first, second, third]) == {first}


def test_a_search_is_the_same_put_together_from_its_terms() -> None:
    text = '-from:ann "two words" (a OR b) tag:"for next time"'
    assert Query.parse(" ".join(tokens(text))).root == Query.parse(text).root


def test_a_name_with_spaces_is_typed_in_quotation_marks() -> None:
    assert typed("tag", "for next time") == 'tag:"for next time"'
    assert typed("tag", "insight") == "tag:insight"


def test_people_whom_the_story_does_not_quote_come_first(library: Library) -> None:
    take_in(library, [post(n, handle=handle) for n, handle in enumerate(["ann", "ben", "ann"])])
    with library.edit("Quote"):
        story = library.stories.new("An evening")
        other = library.stories.new("Another evening")
        library.stories.add(story, [Quote(library.posts.row(1).post)])
    unquoted = [library.posts.find(Query(), "unquoted", story=each) for each in (story, other)]
    assert [list(each) for each in unquoted] == [[2, 1, 3], [1, 2, 3]]
    assert list(library.posts.find(Query.parse("post"), "unquoted")) == [1, 2, 3]


def test_nobody_who_must_not_be_quoted_waits_to_be_heard(library: Library) -> None:
    shut = Author("shut", protected=True)
    said = [post(1, handle="hidden"), post(2, author=shut)]
    take_in(library, [*said, post(3, handle="ann"), post(4, handle="ben")])
    with library.edit("Quote"):
        story = library.stories.new("An evening")
        library.stories.add(story, [Quote(library.posts.row(3).post)])
        library.people.change(library.people.called("hidden"), consent="withheld")
    assert list(library.posts.find(Query(), "unquoted", story=story)) == [4, 3, 1, 2]


def test_people_are_found_by_any_word_of_their_name_without_accents(library: Library) -> None:
    take_in(
        library,
        [
            post(1, author=Author("zoereads", "Zoë Åkerman")),
            post(2, author=Author("bakery", "Ann")),
            post(3, author=Author("bakery", "Ann")),
        ],
    )
    assert library.marks.people_named("AK", 5) == (
        [("zoereads", "Zoë Åkerman", 1), ("bakery", "Ann", 2)],
        2,
    )
    assert library.marks.people_named("", 1) == ([("bakery", "Ann", 2)], 2)
    assert library.marks.people_named("%", 5) == ([], 0)


def test_a_few_posts_are_found_at_once(library: Library) -> None:
    ids = take_in(library, [post(n, f"ladder {n}") for n in range(9)])
    assert set(library.posts.first(Query.parse("ladd"), 5)) < set(ids)
    assert len(library.posts.first(Query.parse("ladd"), 5)) == 5
