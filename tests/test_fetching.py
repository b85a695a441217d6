"""Fetching pictures: only when asked, only from where it was said, and never trusting."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library, Query
from curator.work import Fetched, fetch_pictures, finish, servers
from tests.conftest import held
from tests.serving import Answers


def fetched(path: Path, query: str = "") -> Fetched:
    return finish(fetch_pictures(path, query, local=True, pause=0))


def test_a_picture_and_a_portrait_come_into_the_library(path: Path, server: str) -> None:
    held(path, f"{server}/one.png", avatar=f"{server}/ann.png")
    assert fetched(path) == Fetched(2, 2)
    with Library(path) as library:
        (id_,) = library.posts.find(Query())
        seen = library.posts.row(id_).post
        assert seen.author.avatar is not None
        for media in (*seen.media, seen.author.avatar):
            assert library.pictures.thumbnail(media.hash).startswith(b"\x89PNG")


def test_what_is_here_is_not_asked_for_again(path: Path, server: str) -> None:
    held(path, f"{server}/one.png", f"{server}/one.png")
    assert fetched(path) == Fetched(1, 1)
    assert fetched(path) == Fetched(0, 0)
    assert Answers.asked == {"/one.png": 1}


def test_only_posts_that_answer_the_search_are_fetched_for(path: Path, server: str) -> None:
    held(path, f"{server}/one.png", f"{server}/two.png")
    fetched(path, '"post 1"')
    assert list(Answers.asked) == ["/two.png"]


def test_a_server_in_a_bad_mood_is_asked_again(path: Path, server: str) -> None:
    held(path, f"{server}/moody.png")
    assert fetched(path) == Fetched(1, 1)


def test_a_redirect_is_followed(path: Path, server: str) -> None:
    held(path, f"{server}/moved.png")
    assert fetched(path).fetched == 1


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/gone.png", "It is not there any more."),
        ("/local.png", "It leads to something that is not on the web."),
        ("/page.png", "What came is no picture that Curator can read."),
        ("/huge.png", "It is larger than 20 MB."),
    ],
)
def test_what_fails_is_listed_with_the_reason(
    path: Path, server: str, address: str, why: str
) -> None:
    held(path, f"{server}{address}", f"{server}/fine.png")
    came = fetched(path)
    assert came.fetched == 1
    assert came.failures == [(f"{server}{address}", why)]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "javascript:1"])
def test_nothing_but_the_web_is_asked(path: Path, url: str) -> None:
    held(path, url)
    assert fetched(path).failures == [(url, "This is no address on the web.")]


def test_a_machine_on_the_own_network_is_not_asked_unless_it_is_meant(
    path: Path, server: str
) -> None:
    held(path, f"{server}/one.png")
    came = finish(fetch_pictures(path, pause=0))
    assert "own network" in came.failures[0].why
    assert Answers.asked == {}


def test_a_cancelled_fetch_keeps_what_it_has(path: Path, server: str) -> None:
    held(path, *(f"{server}/{n}.png" for n in range(40)))
    work = fetch_pictures(path, local=True, pause=0)
    while next(work).done < 3:
        pass
    work.close()
    with Library(path) as library:
        assert 3 <= 40 - len(library.pictures.wanted()) < 40


def test_a_fetch_that_waits_for_its_second_try_is_cancelled_at_once(
    path: Path, server: str
) -> None:
    held(path, f"{server}/moody.png")
    work = fetch_pictures(path, local=True, pause=600)
    while not Answers.asked:
        next(work)
    began = monotonic()
    work.close()
    assert monotonic() - began < 60
    assert Answers.asked == {"/moody.png": 1}


def test_the_servers_are_told_before_anything_is_sent(path: Path, server: str) -> None:
    held(path, f"{server}/one.png", "https://pbs.example.org/a.jpg", "nonsense")
    with Library(path) as library:
        assert servers(library) == [("127.0.0.1", 1), ("pbs.example.org", 1)]
    said = CliRunner().invoke(main, ["fetch", str(path)])
    assert "pbs.example.org" in said.output
    assert "--yes" in said.output
    assert Answers.asked == {}


def test_the_command_fetches_and_says_what_failed(path: Path, server: str) -> None:
    held(path, f"{server}/one.png", f"{server}/gone.png")
    said = CliRunner().invoke(main, ["fetch", str(path), "--yes", "--local"])
    assert "1 of 2 pictures fetched." in said.output
    assert "not there any more" in said.output
