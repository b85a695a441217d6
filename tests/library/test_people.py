"""The people of a library, their accounts, and what the editor says of them."""

from __future__ import annotations

import pytest

from curator.library import Library, PersonId, PostId, Query
from curator.model import Author, Quote, Standing
from tests.conftest import found, post, take_in


def who(library: Library, handle: str) -> PersonId:
    (person,) = library.people.called(handle)
    return person


def table(library: Library) -> dict[str, tuple[int, int, int | None]]:
    return {
        person.account.handle: (person.account.posts, person.originals, person.account.followers)
        for person in library.people.all()
    }


@pytest.fixture
def chat(library: Library) -> Library:
    take_in(
        library,
        [
            post(1, author=Author("ann", "Ann Lee", followers=30)),
            post(2, author=Author("ann", "Ann Lee", followers=50)),
            post(3, author=Author("ann_work", "A. Lee", followers=20)),
            post(4, "RT @ann: post 1", handle="bob", repost_of="1"),
            post(5, "RT @ann: post 2", handle="bob"),
            post(6, handle="cat"),
        ],
    )
    return library


def test_everybody_stands_with_what_they_said(chat: Library) -> None:
    assert table(chat) == {
        "ann": (2, 2, 50), "ann_work": (1, 1, 20), "bob": (2, 0, None), "cat": (1, 1, None),
    }  # fmt: skip
    ann = chat.people.person(who(chat, "ann"))
    assert ann.first
    assert ann.last
    assert (ann.last - ann.first).total_seconds() == 60


def test_starred_and_quoted_posts_are_counted(chat: Library) -> None:
    posts = chat.posts.find(Query.parse("from:ann"))
    with chat.edit("Star"):
        chat.marks.star(posts)
    with chat.edit("Quote"):
        story = chat.stories.new("Recap")
        chat.stories.add(story, [Quote(chat.posts.row(posts[0]).post)])
    ann = chat.people.person(who(chat, "ann"))
    assert (ann.starred, ann.quoted) == (2, 1)


def test_what_is_said_of_many_is_one_step(chat: Library) -> None:
    people = [who(chat, handle) for handle in ("ann", "bob", "cat")]
    with chat.edit("Set the sector of 3 people"):
        chat.people.change(people, sector=" city   hall ")
    assert {p.standing.sector for p in chat.people.all()} == {"city hall", ""}
    chat.undo()
    assert {p.standing for p in chat.people.all()} == {Standing()}


def test_saying_the_same_again_is_no_step(chat: Library) -> None:
    ann = who(chat, "ann")
    for label in ("Host", "Host again", "Host a third time"):
        with chat.edit(label):
            chat.people.change([ann], seat="host", muted=False)
    step = chat.next_undo
    assert step
    assert step.label == "Host"


def test_two_accounts_become_one_person_and_two_again(chat: Library) -> None:
    ann, work = who(chat, "ann"), who(chat, "ann_work")
    with chat.edit("Merge"):
        chat.people.merge(ann, [work])
    assert table(chat)["ann"] == (3, 3, 20), "the followers recorded last, and counted once"
    (whole,) = [person for person in chat.people.all() if person.accounts]
    assert [part.account.handle for part in whole.accounts] == ["ann", "ann_work"]
    assert found(chat, "from:ann") == found(chat, "from:ann_work") == ["1", "2", "3"]
    assert chat.people.count() == 3
    with chat.edit("Separate"):
        chat.people.split(work)
    assert found(chat, "from:ann_work") == ["3"]
    assert chat.people.count() == 4


def test_figures_count_a_person_once_whatever_the_account(chat: Library) -> None:
    assert chat.facts.figures(Query()).people == 4
    with chat.edit("Merge"):
        chat.people.merge(who(chat, "ann"), [who(chat, "ann_work")])
    figures = chat.facts.figures(Query())
    assert (figures.people, figures.reach_known, figures.reach_high) == (3, 1, 20)
    facets = dict(chat.facets.count(Query()))
    assert next((f.value, f.count) for f in facets["people"]) == ("@ann", 3)


def test_merging_makes_no_rings(chat: Library) -> None:
    ann, work, bob = (who(chat, handle) for handle in ("ann", "ann_work", "bob"))
    with chat.edit("Merge"):
        chat.people.merge(ann, [work])
        chat.people.merge(work, [ann])
        chat.people.merge(bob, [work, ann, bob])
    assert chat.people.standings.faces() == {ann: bob, work: bob}
    with chat.edit("Separate"):
        chat.people.split(bob)
    assert chat.people.standings.faces() == {work: ann}, "the rest keep together"


def test_the_stricter_consent_holds_for_all_accounts(chat: Library) -> None:
    ann, work = who(chat, "ann"), who(chat, "ann_work")
    with chat.edit("Say"):
        chat.people.change([work], consent="withheld", muted=True)
        chat.people.change([ann], role="Mayor")
        chat.people.merge(ann, [work])
    whole = Standing("withheld", "Mayor", muted=True)
    assert chat.marks.standing(ann) == chat.marks.standing(work) == whole
    named = chat.marks.standings()
    assert named["test", "ann"].names == named["test", "ann_work"].names == ("Ann Lee", "A. Lee")
    assert all(row.withheld for row in chat.posts.rows([PostId(n) for n in (1, 3)]))


def test_what_is_said_of_one_account_is_said_of_all(chat: Library) -> None:
    ann, work = who(chat, "ann"), who(chat, "ann_work")
    with chat.edit("Merge"):
        chat.people.merge(ann, [work])
    with chat.edit("Say"):
        chat.people.change([work], consent="role")
        chat.marks.set_standing(ann, Standing("role", "Guest"))
    with chat.edit("Separate"):
        chat.people.split(work)
    assert chat.marks.standing(work) == chat.marks.standing(ann) == Standing("role", "Guest")


def test_muted_people_leave_lists_and_counts_but_not_the_library(chat: Library) -> None:
    before = chat.posts.counts()
    with chat.edit("Mute"):
        chat.people.change([who(chat, "ann")], muted=True)
    counts = chat.posts.counts()
    assert (counts.all, counts.undecided) == (before.all - 2, before.undecided - 2)
    assert found(chat, "") == ["3", "4", "5", "6"]
    assert chat.posts.hidden(Query()) == 2
    assert found(chat, "is:muted") == found(chat, "from:ann") == ["1", "2"]
    assert found(chat, "-is:muted") == ["3", "4", "5", "6"]
    chat.undo()
    assert chat.posts.counts() == before
    assert chat.posts.hidden(Query()) == 0


def test_the_muted_are_on_no_shelf_and_in_no_facet(chat: Library) -> None:
    with chat.edit("Star"):
        chat.marks.star(chat.posts.find(Query()))
    with chat.edit("Mute"):
        chat.people.change([who(chat, "ann")], muted=True)
    assert found(chat, "is:starred") == ["3", "5", "6"]
    assert chat.posts.counts().starred == 3
    facets = dict(chat.facets.count(Query()))
    assert "@ann" not in {facet.value for facet in facets["people"]}
    assert chat.posts.undecided(Query(), "folded") == 0


def test_muting_one_account_mutes_the_person(chat: Library) -> None:
    ann, work = who(chat, "ann"), who(chat, "ann_work")
    with chat.edit("Merge and mute"):
        chat.people.change([work], muted=True)
        chat.people.merge(ann, [work])
    assert found(chat, "is:muted") == ["1", "2", "3"]


def test_taking_a_person_down_empties_every_story_of_them(chat: Library) -> None:
    rows = {row.post.key: row.post for row in chat.posts.rows(chat.posts.find(Query()))}
    with chat.edit("Stories"):
        for title in ("One", "Two"):
            chat.stories.add(
                chat.stories.new(title), [Quote(rows[key]) for key in ("1", "3", "4", "5", "6")]
            )
        chat.people.merge(who(chat, "ann"), [who(chat, "ann_work")])
    with chat.edit("Take down"):
        taken = chat.people.take_down(who(chat, "ann"))
    assert [(each.title, len(each.blocks)) for each in taken] == [("One", 4), ("Two", 4)]
    kept = [
        quote.key for info in chat.stories.all() for quote in chat.stories.story(info.id).quoted
    ]
    assert kept == ["6", "6"]
    assert chat.marks.standing(who(chat, "ann_work")).consent == "withheld"
    chat.undo()
    assert [info.quotes for info in chat.stories.all()] == [5, 5]
    assert chat.marks.standing(who(chat, "ann")).consent == "full"


def test_whose_words_a_post_repeats_is_known(chat: Library) -> None:
    posts = [row.post for row in chat.posts.rows(chat.posts.find(Query()))]
    assert chat.people.repeated(posts) == {("test", "4"): ("test", "ann")}


def test_the_muted_and_the_withheld_are_listed(chat: Library) -> None:
    with chat.edit("Say"):
        chat.people.change([who(chat, "cat")], muted=True)
        chat.people.change([who(chat, "bob")], consent="withheld")
        chat.people.change([who(chat, "ann")], consent="role")
    assert [person.account.handle for person in chat.people.muted_or_withheld()] == ["bob", "cat"]


def test_a_face_without_posts_outlives_its_archive(chat: Library) -> None:
    face, other = who(chat, "cat"), who(chat, "ann")
    take_in(chat, [post(7, handle="ann")], "b.jsonl")
    with chat.edit("Merge"):
        chat.people.merge(face, [other])
    for _ in chat.remove_archive(chat.archives.all()[0].id):
        pass
    assert chat.check()["sound"]
    assert found(chat, "from:cat") == ["7"]


def test_posts_are_found_by_what_is_said_of_their_people(chat: Library) -> None:
    with chat.edit("Describe"):
        chat.people.change([who(chat, "ann")], sector="Public libraries", newcomer="returning")
        chat.people.change([who(chat, "bob")], role="Écrivain", newcomer="new")
    assert found(chat, 'sector:"public  LIBRARIES"') == ["1", "2"]
    assert found(chat, "sector:none") == ["3", "4", "5", "6"]
    assert found(chat, "role:écrivain") == ["4", "5"]
    assert found(chat, "newcomer:new OR newcomer:returning") == ["1", "2", "4", "5"]
    assert found(chat, "-newcomer:none sector:none") == ["4", "5"]


def test_joined_accounts_are_found_by_what_is_said_of_any_of_them(chat: Library) -> None:
    ann, work = who(chat, "ann"), who(chat, "ann_work")
    with chat.edit("Describe"):
        chat.people.change([work], sector="Schools", role="Teacher")
        chat.people.change([ann], role="Mayor")
        chat.people.merge(ann, [work])
    assert found(chat, "sector:schools") == found(chat, "role:mayor") == ["1", "2", "3"]
    assert found(chat, "role:teacher") == []


def test_what_is_no_newcomer_is_searched_as_words() -> None:
    assert Query.parse("newcomer:perhaps").hints
    assert not Query.parse("newcomer:New sector:x").hints


def test_each_group_in_the_facts_leads_to_its_posts(chat: Library) -> None:
    with chat.edit("Describe"):
        chat.people.change([who(chat, "ann")], sector='"Big" (and) public', newcomer="new")
    figures = chat.facts.figures(Query())
    for group in (*figures.sectors, *figures.roles, *figures.newcomers):
        people = {
            chat.posts.row(p).post.author.handle for p in chat.posts.find(Query.parse(group.term))
        }
        assert len(people) == group.count
