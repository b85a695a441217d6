"""The command line, end to end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.library import Library
from curator.model import Heading
from curator.resources import resource
from tests.conftest import post, take_in

CHAT = resource("samples/tomorrows-library/chat.jsonl")


def run(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def values(*words: object, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code).stdout)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Import the sample chat once."""
    path = tmp_path_factory.mktemp("sample") / "chat.curator"
    run("import", path, CHAT, "--zone", "Europe/London")
    return path.read_bytes()


@pytest.fixture
def chat(sample: bytes, path: Path) -> Path:
    path.write_bytes(sample)
    return path


def test_an_import_reports_and_again_changes_nothing(path: Path) -> None:
    (first,) = values("import", path, CHAT)["archives"]
    assert (first["format"], first["read"], first["new"], first["skipped"]) == (
        "twarc", 400, 400, [],
    )  # fmt: skip
    before = run("find", path, "--json").stdout
    (again,) = values("import", path, CHAT)["archives"]
    assert (again["new"], again["known"], again["refreshed"]) == (0, 400, 0)
    assert run("find", path, "--json").stdout == before
    assert run("undo", path).stdout == "Undone: Import 400 posts from “chat.jsonl”\n"


def test_find_prints_a_post_a_line(chat: Path) -> None:
    lines = run("find", chat, "from:elifkarahan has:media", "--json").stdout.splitlines()
    post = json.loads(lines[0])
    assert post["author"]["handle"] == "elifkarahan"
    assert post["at"].endswith("Z")
    assert post["media"][0]["alt"].startswith("A wall of wooden drawers")
    assert set(post) >= {
        "platform", "key", "url", "precision", "text", "lang", "reply_to", "quote_of",
        "repost_of", "hashtags", "mentions", "links", "likes", "reposts", "replies", "group",
        "question", "why", "mark", "tags", "archives",
    }  # fmt: skip


def test_an_echo_is_in_the_group_of_its_original(chat: Path) -> None:
    post = json.loads(run("find", chat, "is:echo", "--limit", 1, "--json").stdout)
    assert post["group"] == post["repost_of"] != post["key"]


def test_a_copy_is_in_the_group_of_what_it_repeats(chat: Path) -> None:
    lines = run("find", chat, '"MT @adaeze_reads"', "--json").stdout.splitlines()
    (post,) = [json.loads(line) for line in lines]
    source, *_ = run(
        "find", chat, "drill", "landlord", "is:original", "--json"
    ).stdout.splitlines()
    assert post["repost_of"] is None
    assert post["group"] == json.loads(source)["key"] != post["key"]


def test_the_newest_come_first_when_asked(chat: Path) -> None:
    def at(*words: str) -> str:
        return str(json.loads(run("find", chat, "--limit", 1, "--json", *words).stdout)["at"])

    assert at("--newest") > at()


def test_posts_are_starred_tagged_and_undone(chat: Path) -> None:
    assert run("star", chat, "--query", "has:media is:original").stdout.startswith("Star ")
    assert len(run("find", chat, "is:starred").stdout.splitlines()) == 19
    run("tag", chat, "insight", "--query", "is:starred")
    assert run("undo", chat).stdout == "Undone: Tag 19 posts “insight”\n"
    assert run("redo", chat).stdout == "Redone: Tag 19 posts “insight”\n"
    run("tag", chat, "insight", "--query", "tag:insight", "--remove")
    assert not run("find", chat, "tag:insight").stdout


def test_undoing_an_import_empties_the_library(chat: Path) -> None:
    assert "Import 400 posts from “chat.jsonl”" in run("undo", chat).stdout
    assert not run("find", chat).stdout
    assert run("undo", chat).stdout == "There is nothing to undo.\n"
    while run("redo", chat).stdout != "There is nothing to redo.\n":
        pass


def test_an_unknown_key_changes_nothing(chat: Path) -> None:
    key = json.loads(run("find", chat, "--limit", 1, "--json").stdout)["key"]
    result = run("star", chat, key, "12", code=1)
    assert result.stderr == "The library has no post 12. Nothing was changed.\n"
    assert not run("find", chat, "is:starred").stdout


def test_a_plain_draft_is_the_posts_in_order(chat: Path, tmp_path: Path) -> None:
    made = values("draft", chat, "has:media is:original", "--title", "Pictures", "--plain")
    assert made["blocks"] == 19
    (listed,) = values("stories", chat)
    assert (listed["title"], listed["quotes"]) == ("Pictures", 19)
    blocks = values("story", chat, made["story"])["blocks"]
    assert [b["kind"] for b in blocks] == ["post"] * 19
    files = values("export", chat, "Pictures", "--to", "page", "-o", tmp_path / "p.html")["files"]
    assert files[0]["bytes"] == (tmp_path / "p.html").stat().st_size


def test_a_term_turned_round_is_no_option(chat: Path) -> None:
    assert len(run("find", chat, "-is:echo").stdout.splitlines()) == 332
    assert len(run("find", chat, "drill", "-is:echo", "-from:elifkarahan").stdout) > 0
    assert values("facts", chat, "-is:echo")["posts"] == 332


def test_facts_count_what_answers(chat: Path) -> None:
    figures = values("facts", chat)
    assert (figures["posts"], figures["people"]) == (400, 60)
    assert figures["echoes"]["native"] == 58
    reach = figures["potential_reach"]
    assert 0 < reach["low"] <= reach["high"]
    assert figures["definitions"].keys() >= {"posts", "potential_reach", "peak"}
    assert values("facts", chat, "nobody said this")["posts"] == 0


def test_figures_come_with_what_one_must_know_to_believe_them(chat: Path) -> None:
    figures = values("facts", chat, "--zone", "Europe/London")
    assert figures["definitions"].keys() >= {each["name"] for each in figures["figures"]}
    assert figures["scope"]["words"].startswith("All posts, ")
    assert figures["sectors"][-1]["value"] is None
    assert figures["per_person"] == round(400 / 60, 2)
    shown = run("facts", chat).stdout
    assert "potential reach" in shown
    assert "London time" in shown


def test_two_searches_are_compared_only_if_they_are_counted_alike(chat: Path) -> None:
    both = run("facts", chat, "drill", "--against", "seeds").stdout
    assert both.splitlines()[0].split()[0] == "posts"
    refused = run("facts", chat, "--against", "is:original", code=1)
    assert "one side only" in refused.stderr


def test_what_was_shared_is_listed_in_four_ways(chat: Path) -> None:
    listed = values("resources", chat)
    assert {each["kind"] for each in listed} <= {"link", "mention", "hashtag"}
    assert run("resources", chat, "--csv").stdout.startswith("Kind,Value,Title,Posts,People")
    assert all(line[0] in "@#" for line in run("resources", chat, "--handles").stdout.splitlines())
    assert "## " in run("resources", chat, "--markdown").stdout


def test_a_cast_is_told_and_thanks_are_written(chat: Path) -> None:
    assert len(values("cast", chat)["people"]) > 10
    values("draft", chat, "has:media is:original", "--title", "Thanked", "--plain")
    assert run("cast", chat, "--thanks", "Thanked").stdout.startswith("Thank you to everyone")


def test_formats_are_listed() -> None:
    formats = values("formats")
    assert {"twarc", "x_archive", "tags", "archiver", "table"} <= {
        each["name"] for each in formats["read"]
    }
    assert {each["name"] for each in formats["write"]} >= {"page", "markdown"}


def test_the_demo_leaves_a_recap(tmp_path: Path) -> None:
    run("demo", "--to", tmp_path / "out")
    run("demo", "--to", tmp_path / "out")
    page = (tmp_path / "out" / "story.html").read_text("utf-8")
    assert "#TomorrowsLibrary recap" in page
    text = (tmp_path / "out" / "story.md").read_text("utf-8")
    assert "## Q1. What" in text
    assert 25 <= text.count("\n> — ") <= 35
    assert "with Adaeze Okwuosa as guest." in text


def bad_files(folder: Path) -> dict[str, Path]:
    (folder / "empty.json").write_bytes(b"")
    (folder / "cut.json").write_bytes(b'{"statuses": [{"id_str": "1", "te')
    (folder / "photo.json").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 9)
    (folder / "nothing").mkdir()
    return {
        "empty.json is empty": folder / "empty.json",
        "cut.json": folder / "cut.json",
        "photo.json": folder / "photo.json",
        "nothing": folder / "nothing",
        "missing.json": folder / "missing.json",
    }


@pytest.mark.parametrize("said", ["empty.json is empty", "cut.json", "photo.json", "nothing",
                                  "missing.json"])  # fmt: skip
def test_bad_input_is_one_sentence_and_makes_no_library(
    said: str, path: Path, tmp_path: Path
) -> None:
    result = run("import", path, bad_files(tmp_path)[said], code=1)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output
    assert not path.exists()


def test_a_bad_archive_does_not_stop_the_next(path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"")
    told = values("import", path, bad, CHAT, code=1)["archives"]
    assert "error" in told[0]
    assert told[1]["new"] == 400


@pytest.mark.parametrize(
    "words", [("find",), ("facts",), ("undo",), ("stories",), ("check",), ("star", "1")]
)
def test_a_library_that_is_not_there_is_refused(words: tuple[str, ...], path: Path) -> None:
    result = run(words[0], path, *words[1:], code=1)
    assert "Import an archive to make one" in result.stderr


@pytest.mark.parametrize(
    "words", [("star", "{}"), ("export", "{}", "1"), ("import", "{}", "x", "--zone", "Moon"),
              ("import", "{}", "x", "--start", "soon"),
              ("import", "{}", "x", "--map", "text")]
)  # fmt: skip
def test_wrong_usage_is_told_apart(words: tuple[str, ...], chat: Path) -> None:
    run(*(word.format(chat) for word in words), code=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "export {} 1 --to page --to linkedin -o x",
            "--to is given twice, as “page” and as “link",
        ),
        (
            "find {} --limit 3 --limit 4",
            "--limit is given twice, as “3” and as “4”. Give it once.",
        ),
        ("chats {} --join 1 2 --join 2 3", "--join is given twice, as “1 2” and as “2 3”."),
        ("resources {} --csv --markdown", "--csv and --markdown exclude each other. Give one of"),
    ],
)
def test_an_option_with_two_values_is_refused(words: str, said: str, chat: Path) -> None:
    result = run(*(word.format(chat) for word in words.split()), code=2)
    assert said in " ".join(result.stderr.split())


def test_no_command_takes_the_last_of_two_values() -> None:
    for name, command in main.commands.items():
        for option in command.params:
            many = option.multiple if isinstance(option, click.Option) else True
            if many or option.is_flag:  # type: ignore[attr-defined]  # an option, if not many
                continue
            twice = [word for value in "ab" for word in (option.opts[0], *value * option.nargs)]
            assert f"{option.opts[0]} is given twice" in run(name, *twice, code=2).stderr


def test_an_option_may_be_given_twice_alike(chat: Path) -> None:
    assert (
        len(run("find", chat, "--limit", 2, "--limit", 2, "--json", "--json").stdout.splitlines())
        == 2
    )


def test_words_are_muted_listed_and_shown_again(chat: Path) -> None:
    everything = values("facts", chat)["posts"]
    said = run("mute", chat, "typewriter").stdout
    (muted,) = values("mute", chat)
    assert muted["words"] == "typewriter"
    assert f"{muted['posts']} post" in said
    assert muted["posts"] > 0
    assert values("facts", chat)["posts"] < everything
    assert "is not muted" in run("mute", chat, "piano", "--remove", code=1).stderr
    run("mute", chat, "Typewriter", "--remove")
    assert values("facts", chat)["posts"] == everything
    run("undo", chat)
    assert len(values("mute", chat)) == 1
    assert "holds no word" in run("mute", chat, "!!!", code=1).stderr


def test_a_quote_is_swapped_for_one_of_the_next_best(chat: Path) -> None:
    story = values("draft", chat)["story"]
    quoted = [b["post"]["key"] for b in values("story", chat, story)["blocks"] if b["post"]]
    others = values("swap", chat, story, quoted[0])
    assert 1 <= len(others) <= 5
    assert all(each["why"] and each["key"] not in quoted for each in others)
    assert others[0]["key"] in run("swap", chat, story, quoted[0]).stdout
    run("swap", chat, story, quoted[0], "--by", others[0]["key"])
    now = [b["post"]["key"] for b in values("story", chat, story)["blocks"] if b["post"]]
    assert others[0]["key"] in now
    assert quoted[0] not in now
    again = {each["key"] for each in values("swap", chat, story, others[0]["key"])}
    assert quoted[0] not in again
    assert "does not quote" in run("swap", chat, story, "none", code=1).stderr
    assert "not among" in run("swap", chat, story, now[1], "--by", "none", code=1).stderr


def test_the_way_to_a_swap_can_be_followed_without_json(chat: Path) -> None:
    story = run("draft", chat).stdout.strip()
    refused = run("swap", chat, story, "none", code=1).stderr
    assert "“curator story” lists what it quotes, each with its key in brackets" in refused
    told = run("story", chat, story).stdout
    keys = re.findall(r"  \[(\S+)\]$", told, re.MULTILINE)
    assert len(keys) == values("stories", chat)[0]["quotes"]
    choice = run("swap", chat, story, keys[0]).stdout.split()[0]
    run("swap", chat, story, keys[0], "--by", choice)
    assert f"[{choice}]" in run("story", chat, story).stdout


def test_find_prints_the_keys_that_other_commands_take(chat: Path) -> None:
    key = run("find", chat, "--keys", "--limit", "1").stdout.split()[0]
    run("star", chat, key)
    assert json.loads(run("find", chat, "is:starred", "--json").stdout)["key"] == key


def test_a_rough_cut_tells_a_person_how_to_go_on(chat: Path) -> None:
    made = run("draft", chat)
    story = made.stdout.strip()
    assert story.isdecimal()
    assert f"curator export {chat} {story} --to page" in made.stderr


@pytest.mark.parametrize("how", [(), ("--plain",)])
def test_a_draft_of_nothing_is_refused_and_leaves_no_story(chat: Path, how: tuple[str]) -> None:
    stories, steps = values("stories", chat), values("history", chat)
    refused = run("draft", chat, "nobodyeversaidthis", *how, code=1)
    assert "No story was made." in refused.stderr
    assert not refused.stdout
    assert values("stories", chat) == stories
    assert values("history", chat) == steps


def test_a_draft_of_withheld_people_alone_is_refused(chat: Path) -> None:
    handle = values("find", chat, "--limit", "1")["author"]["handle"]
    run("consent", chat, handle, "--answer", "no")
    for how in ((), ("--plain",)):
        assert "No story was made." in run("draft", chat, f"from:{handle}", *how, code=1).stderr


def test_a_sound_library_is_told_sound(chat: Path) -> None:
    assert values("check", chat)["sound"] is True
    with Library(chat) as library:
        library.archives.new(Path("half.json"), "twarc")
    assert "cut short" in values("check", chat, code=1)["problems"][0]


@pytest.mark.parametrize("target", ["page", "markdown"])
def test_a_changed_word_in_a_recap_is_found_out(chat: Path, tmp_path: Path, target: str) -> None:
    run("draft", chat, "from:odilefairwthr is:original", "--title", "Odile", "--plain")
    file = tmp_path / ("o.html" if target == "page" else "o.md")
    run("export", chat, "Odile", "--to", target, "-o", file)
    assert "what the archive says" in run("verify", chat, "Odile", file).stdout
    file.write_text(file.read_text("utf-8").replace("typewriter", "piano"), "utf-8")
    assert "differs from the archive" in run("verify", chat, "Odile", file, code=1).stdout


def test_a_dash_is_not_taken_for_the_name_of_a_file(
    chat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("draft", chat, "from:odilefairwthr is:original", "--title", "Odile", "--plain")
    said = run("export", chat, "Odile", "--to", "text", "-o", "-", code=2)
    assert "Give one a name." in said.stderr
    run("kit", chat, "Odile", "-o", "-", code=2)
    run("codebook", chat, "-o", "-", code=2)
    run("people", chat, "--csv", "-", code=2)
    assert not Path("-").exists()


def test_a_story_without_quotes_is_no_proof_of_anything(chat: Path, tmp_path: Path) -> None:
    with Library(chat) as library, library.edit("New"):
        library.stories.add(library.stories.new("Later"), [Heading("To come")])
    file = tmp_path / "later.html"
    run("export", chat, "Later", "--to", "page", "-o", file, "--anyway")
    said = run("verify", chat, "Later", file, code=1)
    assert "“Later” quotes nobody. There is nothing to compare." in said.output


def test_every_command_is_found_under_its_own_name() -> None:
    assert [main.commands[name].name for name in main.commands] == list(main.commands)


def test_columns_are_saved_under_a_name_and_used_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "settings.json"))
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("When,Who,Remark\n2014-09-15 18:00,ann,Soup!\n", "utf-8")
    columns = ("text=Remark", "handle=Who", "time=When")
    given = [word for each in columns for word in ("--map", each)]
    run("import", path, sheet, *given, "--preset", "Roof sheets")
    sheet.write_text("Who,When,Remark,More\nben,2014-09-15 18:01,Bread!,x\n", "utf-8")
    (report,) = values("import", path, sheet, "--preset", "Roof sheets")["archives"]
    assert report["new"] == 1
    assert (
        "Saved are: “Roof sheets”"
        in run("import", path, sheet, "--preset", "Other", code=2).output
    )


@pytest.mark.parametrize(("hour", "said"), [(20, "as New York time: 5 posts"), (1, "not UTC")])
def test_an_import_names_the_zone_that_its_posts_announce(
    tmp_path: Path, hour: int, said: str
) -> None:
    lines = [f"2023-02-03 {hour:02}:{n:02},ann,Join us tonight 8 ET! {n}" for n in range(5)]
    archive = tmp_path / "chat.csv"
    archive.write_text("\n".join(["time,username,text", *lines]), "utf-8")
    assert said in run("import", tmp_path / "c.curator", archive).output


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_the_words_of_a_post_do_not_steer_the_terminal(path: Path) -> None:
    hostile = "red \x1b[31m and \x1b]0;renamed\x07 \x9b2J \u202eturned"
    with Library(path, make=True) as library:
        take_in(library, [post(1, hostile)])
    shown, other = os.openpty()
    command = [sys.executable, "-m", "curator", "find", str(path)]
    done = subprocess.run(command, stdout=other, stderr=other, timeout=60, check=False)
    printed = os.read(shown, 10_000).decode()
    os.close(shown)
    os.close(other)
    assert done.returncode == 0
    assert "red ␛[31m and ␛]0;renamed␇ ␦2J ␦turned" in printed
    piped = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert "\x1b]0;renamed\x07 \x9b2J \u202eturned" in piped.stdout.decode()
