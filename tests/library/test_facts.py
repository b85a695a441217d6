"""What is counted is what is there: the invariants of the definitions, over random chats."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.counted import Figures
from curator.insight.figures.figures import shown_figures
from curator.library import Library, Query
from curator.model import Author, Post, Span
from tests.conftest import post, take_in

Said = tuple[str, int | None, int, str, bool]
"""Handle, followers, minute, words, and whether the time is known."""

START = datetime(2026, 5, 14, 18, tzinfo=UTC)

said = st.tuples(
    st.sampled_from("abcdef"),
    st.none() | st.integers(0, 500),
    st.integers(0, 30),
    st.sampled_from(
        [
            "",
            "#Hook",
            "@bea and #hook",
            "https://a.example/x?utm_source=t",
            "RT @a: x",
        ]
    ),
    st.booleans(),
)
chats = st.lists(said, min_size=1, max_size=25)


def made(number: int, said: Said) -> Post:
    handle, followers, minute, text, timed = said
    spans = []
    for word in text.split():
        at = text.index(word)
        if word[0] == "#":
            spans.append(Span("hashtag", at, at + len(word), word[1:]))
        elif word.startswith("@") and text[:2] != "RT":
            spans.append(Span("mention", at, at + len(word), word[1:]))
        elif word.startswith("http"):
            spans.append(Span("link", at, at + len(word), word))
    return post(
        number,
        text or f"words {number}",
        author=Author(handle, followers=followers),
        at=START + timedelta(minutes=minute) if timed else START.replace(hour=0),
        precision="minute" if timed else "day",
        spans=tuple(spans),
    )


def counted(posts: list[Post], typed: str = "") -> Figures:
    with Library(Path(":memory:"), make=True) as library:
        take_in(library, posts)
        return library.facts.figures(Query.parse(typed))


@settings(max_examples=60)
@given(chats)
def test_figures_are_what_a_slow_count_finds(chat: list[Said]) -> None:
    posts = [made(n, each) for n, each in enumerate(chat)]
    figures = counted(posts)
    known = [p for p in posts if p.author.followers is not None]
    latest = {p.author.handle: p for p in sorted(known, key=lambda p: (p.at, int(p.key)))}
    reach = [p.author.followers or 0 for p in latest.values()]
    minutes = Counter(p.at for p in posts if p.precision != "day")
    assert figures.posts == len(posts)
    assert figures.people == len({p.author.handle for p in posts})
    assert figures.impressions == sum(p.author.followers or 0 for p in known)
    assert (figures.impressions_known, figures.reach_known) == (len(known), len(latest))
    assert (figures.reach_low, figures.reach_high) == (max(reach, default=0), sum(reach))
    assert figures.peak_posts == max(minutes.values(), default=0)
    assert figures.timed == minutes.total()
    assert figures.originals + figures.native + figures.textual == figures.posts
    assert sum(each.count for each in figures.sectors) == figures.people


@settings(max_examples=40)
@given(chats, st.integers(0, 30))
def test_impressions_add_up_over_parts_and_reach_lies_between_them(
    chat: list[Said], cut: int
) -> None:
    posts = [made(n, (*each[:4], True)) for n, each in enumerate(chat)]
    at = (START + timedelta(minutes=cut)).strftime("%Y-%m-%dT%H:%M")
    whole = counted(posts)
    parts = [counted(posts, f"until:{at}"), counted(posts, f"since:{at}")]
    assert sum(part.impressions for part in parts) == whole.impressions
    assert sum(part.posts for part in parts) == whole.posts
    assert whole.reach_high <= sum(part.reach_high for part in parts)
    assert whole.reach_low <= max(part.reach_low for part in parts)
    assert all(part.reach_low <= part.reach_high for part in (*parts, whole))


@settings(max_examples=40)
@given(chats)
def test_behind_every_count_stand_as_many_posts(
    chat: list[Said],
) -> None:
    posts = [made(n, each) for n, each in enumerate(chat)]
    with Library(Path(":memory:"), make=True) as library:
        take_in(library, posts)
        figures = library.facts.figures(Query())
        for each in (*figures.hashtags, *figures.mentions, *figures.links, *figures.domains):
            assert library.posts.count(Query.parse(each.term)) == each.count, each
        for person in figures.contributors:
            assert library.posts.count(Query.parse(f"from:{person.handle}")) == person.posts


@settings(max_examples=30)
@given(chats, st.integers(0, 30))
def test_while_nobody_gains_followers_reach_is_no_less_than_of_any_part(
    chat: list[Said], cut: int
) -> None:
    posts = [made(n, (each[0], ord(each[0]), *each[2:4], True)) for n, each in enumerate(chat)]
    at = (START + timedelta(minutes=cut)).strftime("%Y-%m-%dT%H:%M")
    whole, parts = counted(posts), [counted(posts, f"{way}:{at}") for way in ("since", "until")]
    assert max(part.reach_high for part in parts) <= whole.reach_high
    assert max(part.reach_low for part in parts) == whole.reach_low


def test_the_test_vectors_hold(library: Library) -> None:
    small, large = Author("small", followers=35), Author("large", followers=73)
    take_in(library, [post(n, author=small if n < 10 else large) for n in range(35)])
    figures = library.facts.figures(Query())
    assert (figures.impressions, figures.reach_low, figures.reach_high) == (2175, 73, 108)


def test_of_an_account_the_latest_count_is_taken(library: Library) -> None:
    take_in(library, [post(n, author=Author("ann", followers=n * 10)) for n in (3, 1, 2)])
    figures = library.facts.figures(Query())
    assert (figures.reach_low, figures.reach_high) == (30, 30)


def test_accounts_of_one_person_count_once(library: Library) -> None:
    take_in(library, [post(1, handle="ann"), post(2, handle="ann_at_work"), post(3, handle="bob")])
    ann, work = (library.marks.person_called("test", h) for h in ("ann", "ann_at_work"))
    assert ann is not None
    assert work is not None
    with library.edit("join"):
        library.people.merge(ann, [work])
    figures = library.facts.figures(Query())
    assert (figures.posts, figures.people) == (3, 2)
    assert [(p.handle, p.posts) for p in figures.contributors] == [("ann", 2), ("bob", 1)]


def test_sectors_come_from_the_people_table_and_the_unknown_are_shown(library: Library) -> None:
    take_in(library, [post(1, handle="ann"), post(2, handle="bob"), post(3, handle="cy")])
    people = [library.marks.person_called("test", handle) for handle in ("ann", "bob")]
    with library.edit("people"):
        library.people.change([p for p in people if p], sector="Schools")
    sectors = library.facts.figures(Query()).sectors
    assert [(each.value, each.count) for each in sectors] == [("Schools", 2), ("", 1)]


def test_nothing_found_counts_nothing(library: Library) -> None:
    figures = library.facts.figures(Query.parse("nobody said this"))
    assert (figures.posts, figures.people, figures.peak, figures.minutes) == (0, 0, None, 0)
    assert (figures.per_person, figures.per_minute) == (None, None)


def test_a_block_learns_how_many_posts_came_in_since(library: Library) -> None:
    take_in(library, [post(1, "#hook"), post(2)])
    before = library.facts.figures(Query.parse("hook"))
    take_in(library, [post(3, "a hook"), post(4, "hook"), post(5)], "b.jsonl")
    assert library.facts.added_since(Query.parse("hook"), before.newest) == 2
    library.undo()
    library.undo()
    assert library.facts.added_since(Query.parse("hook"), before.newest) == -1


def test_what_was_shared_is_cleaned_credited_and_titled(library: Library) -> None:
    def shared(key: int, handle: str, url: str, *, reply: str = "") -> Post:
        text = f"look {url} @org #more"
        at, end = 5, 5 + len(url)
        spans = (
            Span("link", at, end, url),
            Span("mention", end + 1, end + 5, "org"),
            Span("hashtag", end + 6, end + 11, "more"),
        )
        return post(key, text, handle=handle, spans=spans, reply_handle=reply)

    take_in(
        library,
        [
            shared(1, "ann", "https://www.a.example/x?utm_source=mail&p=1"),
            shared(2, "bob", "http://a.example/x?p=1", reply="org"),
        ],
    )
    link, mention, hashtag = library.shared.resources(Query())
    assert (link.value, link.posts, link.people) == ("https://www.a.example/x?p=1", 2, 2)
    assert link.by is not None
    assert link.by.handle == "ann"
    assert (mention.value, mention.posts) == ("org", 1)  # whom one answers is not proposed
    assert (hashtag.value, hashtag.posts) == ("more", 2)
    with library.edit("title"):
        library.shared.entitle("http://a.example/x?p=1", " How  we do it ")
    assert library.shared.resources(Query())[0].title == "How we do it"
    library.undo()
    assert library.shared.resources(Query())[0].title == ""


def test_an_own_hashtag_and_links_to_posts_are_no_resources(library: Library) -> None:
    url = "https://twitter.com/ann/status/12345"
    spans = (Span("hashtag", 0, 4, "Own"), Span("link", 5, 5 + len(url), url))
    take_in(library, [post(n, f"#Own {url}", spans=spans) for n in range(9)])
    assert library.shared.resources(Query()) == ()


def test_a_link_typed_anew_in_other_letters_is_listed_once(library: Library) -> None:
    spelt = ["http://a.example/CfP", "http://a.example/CfP/", "http://a.example/cfp"]
    texts = [f"see {url}" for url in spelt]
    take_in(
        library,
        [
            post(n, text, handle=f"p{n}", spans=(Span("link", 4, len(text), text[4:]),))
            for n, text in enumerate(texts, 1)
        ],
    )
    (link,) = library.shared.resources(Query())
    assert (link.value, link.posts, link.people) == ("http://a.example/CfP", 3, 3)


def test_most_shared_counts_all_that_repeat_a_post(library: Library) -> None:
    take_in(
        library,
        [
            post(1, "Lend drills, not books", handle="ann"),
            post(2, "RT @ann: Lend drills, not books", handle="bob", repost_of="1"),
            post(3, "Lend drills, not books!", handle="cy"),
            post(4, "RT @else: away", handle="cy", repost_of="900"),
        ],
    )
    (first, *_) = library.facts.figures(Query()).most_shared
    assert (first.value, first.count) == ("1", 1)
    for _ in library.groups.keep({2: (1, "native"), 3: (1, "copy")}):
        pass
    shared = library.facts.figures(Query()).most_shared
    assert [(each.value, each.count) for each in shared] == [("1", 2), ("900", 1)]


def test_replies_that_no_archive_records_are_not_told_as_none(library: Library) -> None:
    take_in(library, [post(1), post(2, "RT @ann: post 1", "ben")], "table.csv")
    take_in(library, [post(3), post(4, reply_to="3", handle="cyd")], "whole.jsonl")
    table, talk = (library.facts.figures(Query.parse(f"in:{name}")) for name in ("table", "whole"))
    assert (table.replies, talk.replies) == (None, 1)
    assert library.facts.figures(Query.parse("from:ann in:whole")).replies == 0
    (first, *_) = shown_figures(table)
    assert first.detail == "1 original and 1 echo: 1 typed or copied. Replies are not recorded."
