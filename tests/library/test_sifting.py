from __future__ import annotations

from curator.library import Library, Query, tokens, typed
from curator.model import Author
from tests.conftest import post, take_in


def test_people_are_found_by_the_beginning_of_their_handle(library: Library) -> None:
    ann, anna = Author("ann"), Author("Anna_B", "Anna")
    take_in(library, [post(1, author=ann), post(2, author=anna), post(3, author=anna)])
    assert library.desk.people("an") == [("Anna_B", "Anna", 2), ("ann", "", 1)]
    assert library.desk.people("anna_") == [("Anna_B", "Anna", 2)]
    assert library.desk.people("%") == []


def test_the_tag_given_last_comes_first(library: Library) -> None:
    take_in(library, [post(1), post(2)])
    with library.edit("Tag"):
        library.desk.tag([1], "insight")
        library.desk.tag([1], "funny")
        library.desk.tag([2], "insight")
    assert library.desk.recent_tags() == ["insight", "funny"]


def test_a_few_posts_are_asked_whether_they_answer(library: Library) -> None:
    first, second, third = take_in(library, [post(1, "drill"), post(2, "saw"), post(3, "drill")])
    query = Query.parse("drill is:undecided")
    with library.edit("Star"):
        library.desk.star([third])
    assert library.posts.answering(query, [first, second, third]) == {first}


def test_a_search_is_the_same_put_together_from_its_terms() -> None:
    text = '-from:ann "two words" (a OR b) tag:"for next time"'
    assert Query.parse(" ".join(tokens(text))).root == Query.parse(text).root


def test_a_name_with_spaces_is_typed_in_quotation_marks() -> None:
    assert typed("tag", "for next time") == 'tag:"for next time"'
    assert typed("tag", "insight") == "tag:insight"
