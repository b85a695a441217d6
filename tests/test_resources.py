"""Links of a rough cut: titled with words, the most shared first, adverts left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from curator.library import Library
from curator.model import Links, Post, Span
from curator.work import finish, rough_cut
from curator.work.link_titles import path_words
from tests.conftest import post, take_in

TALK = [
    "Gulls come back to the same roof every single spring, says my neighbour",
    "A nest on a flat roof needs shade, water, and nobody who sweeps it away",
    "Our school counts gulls each morning and draws what they carry to the nest",
]


def shared(key: int, text: str, handle: str) -> Post:
    """Make a post whose addresses are links."""
    words, spans, at = text.split(" "), [], 0
    for word in words:
        if word.startswith("https://"):
            spans.append(Span("link", at, at + len(word), word))
        at += len(word) + 1
    made = post(key, text, handle)
    return type(made)(**{**{f: getattr(made, f) for f in made.__slots__}, "spans": tuple(spans)})


def links(path: Path, said: list[Post]) -> list[tuple[str, str]]:
    talk = [post(90 + n, text, f"voice{n}") for n, text in enumerate(TALK)]
    with Library(path, make=True) as library:
        take_in(library, [*talk, *said])
    cut = finish(rough_cut(path))
    with Library(path) as library:
        blocks = library.stories.story(cut.story).blocks
    found = [block for block in blocks if isinstance(block, Links)]
    return [(each.value, each.title) for block in found for each in block.resources]


def test_a_link_is_called_what_people_said_of_it_and_the_most_shared_is_first(path: Path) -> None:
    found = links(
        path,
        [
            shared(1, "Great map of every nest in town: https://nests.example/map", "ann"),
            shared(2, "Photographs of terns at dawn https://terns.example/x", "ben"),
            shared(3, "Look at all these terns https://terns.example/x", "cleo"),
        ],
    )
    assert found == [
        ("https://terns.example/x", "Photographs of terns at dawn"),
        ("https://nests.example/map", "Map of every nest in town"),
    ]


def test_an_address_that_spells_its_page_is_the_title(path: Path) -> None:
    address = "https://news.example/2026/05/why-gulls-love-flat-roofs.html"
    assert links(path, [shared(1, f"this {address}", "ann")]) == [
        (address, "Why gulls love flat roofs")
    ]


def test_adverts_and_searches_are_no_resources(path: Path) -> None:
    found = links(
        path,
        [
            shared(1, "Register now for our webinar, tickets here https://shop.example/w", "shop"),
            shared(2, "All of tonight https://twitter.com/search?q=%23roofchat", "ann"),
            shared(3, "A count of gulls by the council https://council.example/gulls", "ben"),
        ],
    )
    assert [address for address, _ in found] == ["https://council.example/gulls"]


def test_a_link_is_not_called_what_people_chatted(path: Path) -> None:
    found = links(
        path,
        [
            shared(1, "You can read all of our roof lists https://lists.example/roofs", "ann"),
            shared(2, "Hope to cya at the roof fair soon https://fair.example/", "ben"),
            shared(
                3, "Would have been more slate and less moss there https://bit.ly/1abcde", "cleo"
            ),
            shared(4, "For you RT @ann: RT @ben: Where slate comes https://s.example/x", "dora"),
            shared(5, "Of course! and the old moss list https://moss.example/", "ed"),
            shared(6, "Moss grows on every old slate https://moss.example/", "flo"),
            shared(7, "Slate chat starts in ten minutes https://chatzy.com/5611", "gil"),
        ],
    )
    assert found == [
        ("https://moss.example/", "Moss grows on every old slate"),
        ("https://bit.ly/1abcde", ""),  # it is quoted
        ("https://lists.example/roofs", ""),
        ("https://s.example/x", "Where slate comes"),
    ]


def test_what_a_shop_or_a_talker_writes_is_no_title(path: Path) -> None:
    machine = "https://shop.example/gp/product/B07/ref=sr_title_of_the_slate"
    found = links(
        path,
        [
            shared(1, f"Slate cutters that keep their edge {machine}", "ann"),
            shared(2, "Hopefully all of you saw this offer of slate https://b.example/x", "ben"),
            shared(3, "Once more it loses our messages https://tchat.io", "cleo"),
        ],
    )
    assert sorted(found) == [
        ("https://b.example/x", ""),
        (machine, "Slate cutters that keep their edge"),
    ]


def test_links_of_quoted_posts_are_listed_though_there_are_many(path: Path) -> None:
    loved = replace(shared(50, f"{TALK[0]} as in https://q.example/", "zed"), likes=40)
    others = [
        shared(n, f"A list of gulls for street number {n} https://list{n}.example/", f"ann{n}")
        for n in range(1, 16)
    ]
    found = links(path, [replace(loved, key="50"), *(replace(one, likes=2) for one in others)])
    assert len(found) == 12
    assert "https://q.example/" in dict(found)


def test_a_long_title_from_an_address_ends_with_a_word() -> None:
    long = path_words("https://a.example/" + "-".join(["gulls"] * 20))
    assert long.endswith("gulls gulls…")
    assert len(long) <= 91


def test_a_link_is_called_by_whole_words_or_left_out(path: Path) -> None:
    found = links(
        path,
        [
            shared(
                1,
                "There are roofs like https://roofs.example/ and others for gulls and terns",
                "ann",
            ),
            shared(2, "I love terns. Have you counted them, Dora? https://t.example/x", "ben"),
            shared(3, "Here we go https://go.example/", "cleo"),
            shared(4, "#gulls #terns #nests https://tags.example/", "dora"),
            shared(5, "I will add it to the gull list, but https://list.example/", "ed"),
            shared(6, "this https://news.example/how-to-share-roofs-with-gulls-31/", "flo"),
        ],
    )
    assert found == [
        (
            "https://news.example/how-to-share-roofs-with-gulls-31/",
            "How to share roofs with gulls",
        ),
        ("https://roofs.example/", ""),  # it is quoted
        ("https://t.example/x", "I love terns. Have you counted them, Dora?"),
    ]
