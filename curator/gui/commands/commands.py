"""All commands of the window: label, keys, menu, and where each works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from curator.i18n import tr
from curator.languages import NAMES

LOCAL = frozenset(
    {
        "Up", "Down", "Left", "Right", "Home", "End", "Backspace", "Del", "Esc",
        "Return", "Shift+Return", "F1", "Space", "Shift+Space",
    }
)  # fmt: skip
"""Keys that fields and lists may use themselves: a command gets them only if unused."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the window."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    """'file', 'edit', 'view', 'posts', 'story', 'help', or '' for none."""

    part: int = 0
    """Commands of a menu with the same number are grouped between separators."""

    group: str = ""
    """The heading on the page of keys, or ''."""

    row: str = ""
    """Commands of a group with the same row share a line on the page of keys."""

    where: str = "desk"
    """'always', 'desk' for any workspace, or names of workspaces: 'sift story'."""

    checkable: bool = False


def menus() -> dict[str, str]:
    """Return the menus in order, by name."""
    return {
        "file": tr("&File"),
        "edit": tr("&Edit"),
        "view": tr("&View"),
        "posts": tr("&Posts"),
        "story": tr("&Story"),
        "help": tr("&Help"),
    }


def submenus() -> dict[tuple[str, int], str]:
    """Return which parts of a menu are submenus, so that no menu is long."""
    return {
        ("file", 1): tr("This library"),
        ("file", 4): tr("Codebook and people"),
        ("view", 2): tr("Look"),
        ("view", 4): tr("Panes"),
        ("view", 5): tr("Language"),
        ("view", 6): tr("Group posts"),
        ("view", 7): tr("Time"),
        ("posts", 2): tr("Move and echoes"),
        ("posts", 3): tr("Look into"),
        ("posts", 9): tr("Codebook"),
        ("story", 0): tr("New and rough cuts"),
        ("story", 1): tr("Move"),
        ("story", 2): tr("This section"),
        ("story", 3): tr("New block"),
        ("story", 4): tr("Add what is counted"),
        ("story", 5): tr("Copy and save lists"),
        ("story", 6): tr("This block"),
        ("story", 9): tr("Shape of this block"),
        ("story", 8): tr("Preview"),
        ("story", 10): tr("Another choice"),
    }


def groups() -> dict[str, str]:
    """Return the headings of the page of keys in order, by name."""
    return {
        "decide": tr("Decide"),
        "publish": tr("Publish"),
        "move": tr("Move"),
        "find": tr("Find"),
        "story": tr("Story"),
        "window": tr("Window"),
    }


@cache
def commands() -> tuple[Command, ...]:
    """Return every command, in the order of menus and of the page of keys."""
    return (
        *_file(),
        *_edit(),
        *_view(),
        *_posts(),
        *_pictures(),
        *_tags(),
        *_story(),
        *_publish(),
        *_help(),
    )


def _file() -> Iterator[Command]:
    yield Command(
        "import", tr("Import an archive…"), ("Ctrl+I",), "file", 0, "window", where="always"
    )
    yield Command("import_folder", tr("Import a folder…"), (), "file", 0, "window", where="always")
    yield Command("new_library", tr("New library…"), (), "file", 0, where="always")
    yield Command("open", tr("Open a library…"), ("Ctrl+O",), "file", 0, "window", where="always")
    yield Command(
        "sample", tr("Open the sample chat"), ("Ctrl+Shift+O",), "file", 0, "window",
        where="always",
    )  # fmt: skip
    yield Command("watch", tr("Watch a folder…"), (), "file", 1)
    yield Command("watch_file", tr("Watch a file…"), (), "file", 1)
    yield Command("unwatch", tr("Stop watching"), (), "file", 1)
    yield Command("fetch", tr("Fetch pictures…"), (), "file", 1)
    yield Command("save_copy", tr("Save a copy of the library…"), (), "file", 1)
    yield Command("merge_library", tr("Merge from another copy…"), (), "file", 1)
    yield Command("protect", tr("Protect minors: show everybody by role"), (), "file", 4)
    yield Command("unprotect", tr("End the protection of minors"), (), "file", 4)
    yield Command("withhold_listed", tr("Withhold who is not to be quoted"), (), "file", 4)
    yield Command("back_up", tr("Back the library up now"), (), "file", 1)
    yield Command("restore", tr("Restore a backup…"), (), "file", 1)
    yield Command("backup_folder", tr("Folder for backups…"), (), "file", 1, where="always")
    yield Command(
        "backups_beside", tr("Backups beside each library"), (), "file", 1, where="always"
    )
    yield Command("salvage", tr("Salvage a damaged library…"), (), "file", 1, where="always")
    yield Command("codebook_out", tr("Save the codebook…"), (), "file", 4)
    yield Command("posts_out", tr("Save the tagged posts…"), (), "file", 4)
    yield Command("carry", tr("Carry over from another library…"), (), "file", 4)
    yield Command("codebook_in", tr("Read a codebook…"), (), "file", 4)
    yield Command("start_page", tr("Start page"), (), "file", 2, where="always")
    yield Command(
        "new_window", tr("New window"), ("Ctrl+Shift+N",), "file", 2, "window", where="always"
    )
    yield Command("close_window", tr("Close window"), ("Ctrl+W",), "file", 3, where="always")
    yield Command("quit", tr("Quit"), ("Ctrl+Q",), "file", 3, where="always")


def _edit() -> Iterator[Command]:
    yield Command("undo", tr("Undo"), ("Ctrl+Z",), "edit", 0, "decide")
    yield Command("redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", 0, "decide")
    yield Command("history", tr("History…"), ("Ctrl+H",), "edit", 0, "decide")
    yield Command("snapshot", tr("Keep a snapshot…"), ("Ctrl+Shift+H",), "edit", 0)
    yield Command("search", tr("Search"), ("/", "Ctrl+F"), "edit", 1, "find", where="sift")
    yield Command(
        "clear_search", tr("Clear the search"), ("Esc",), "edit", 1, "find", where="sift"
    )
    yield Command(
        "save_search", tr("Save this search"), ("Ctrl+D",), "edit", 1, "find", where="sift"
    )
    yield Command("commands", tr("Commands…"), ("Ctrl+K",), "edit", 1, "find", where="always")
    yield Command(
        "select_all", tr("Select all found"), ("Ctrl+A",), "edit", 2, "move", where="sift story"
    )


def _view() -> Iterator[Command]:
    row = tr("Sift, Story, Publish")
    yield Command("sift", tr("Sift"), ("Ctrl+1",), "view", 0, "window", row)
    yield Command("story", tr("Story"), ("Ctrl+2",), "view", 0, "window", row)
    yield Command("publish", tr("Publish"), ("Ctrl+3",), "view", 0, "window", row)
    yield Command(
        "compact", tr("Compact rows"), ("Ctrl+Shift+D",), "view", 1, "window", where="sift",
        checkable=True,
    )  # fmt: skip
    yield Command("chats", tr("Chats…"), ("Ctrl+Shift+L",), "view", 1, "find")
    yield Command("compare_chats", tr("Compare two chats…"), (), "view", 1)
    yield Command("facts", tr("Facts"), ("F",), "view", 1, "window", where="sift story")
    yield Command(
        "story_cards", tr("The story as cards"), ("B",), "view", 1, "window", where="story"
    )
    yield Command(
        "story_preview", tr("Preview beside the story"), ("V",), "view", 1, "window",
        where="story",
    )  # fmt: skip
    yield Command("spelling", tr("Underline misspelt words, or not"), (), "view", 1, where="story")
    row, place = tr("Text larger, smaller"), "always"
    yield Command(
        "larger", tr("Larger text"), ("Ctrl++", "Ctrl+="), "view", 2, "window", row, place
    )
    yield Command("smaller", tr("Smaller text"), ("Ctrl+-",), "view", 2, "window", row, place)
    yield Command(
        "normal_size", tr("Text in its normal size"), ("Ctrl+0",), "view", 2, "window",
        where=place,
    )  # fmt: skip
    for name, words in (
        ("look_light", tr("Light")),
        ("look_dark", tr("Dark")),
        ("look_system", tr("As the system")),
    ):
        yield Command(name, words, (), "view", 2, where=place, checkable=True)
    yield Command("zone", tr("Time zone…"), (), "view", 7)
    yield Command("activity_table", tr("Posts over time as a table…"), (), "view", 7, where="sift")
    for name, words in (
        ("group_none", tr("No groups")),
        ("group_question", tr("Group by question")),
        ("group_person", tr("Group by person")),
        ("group_tag", tr("Group by tag")),
        ("group_day", tr("Group by day")),
    ):
        yield Command(name, words, (), "view", 6, where="sift")
    row = tr("Fold a group, all groups")
    yield Command("fold_group", tr("Fold the group"), ("Space",), "view", 6, "move", row, "sift")
    yield Command(
        "fold_groups", tr("Fold all groups"), ("Shift+Space",), "view", 6, "move", row, "sift"
    )
    row = tr("Next, previous pane")
    yield Command("next_pane", tr("Next pane"), ("F6",), "view", 4, "window", row)
    yield Command("previous_pane", tr("Previous pane"), ("Shift+F6",), "view", 4, "window", row)
    row = tr("Wider, narrower pane or column")
    yield Command("wider_pane", tr("Wider pane"), ("F8",), "view", 4, "window", row)
    yield Command("narrower_pane", tr("Narrower pane"), ("Shift+F8",), "view", 4, "window", row)
    for code, words in (("system", tr("As the system")), *NAMES.items()):
        yield Command(f"language_{code}", words, (), "view", 5, where="always", checkable=True)


def _posts() -> Iterator[Command]:
    both = "sift story"
    yield Command("star", tr("Star"), ("S",), "posts", 0, "decide", where=both)
    yield Command(
        "star_best", tr("Star best, settle its echoes"), ("Shift+S",), "posts", 0, "decide",
        where="sift",
    )  # fmt: skip
    yield Command("reject", tr("Reject"), ("X",), "posts", 0, "decide", where=both)
    yield Command("unmark", tr("Undecided"), ("U",), "posts", 0, "decide", where=both)
    yield Command("second_look", tr("Second look at the starred"), (), "posts", 0)
    yield Command("tag", tr("Tag…"), ("T",), "posts", 1, "decide", where=both)
    yield Command("note", tr("Private note"), ("M",), "posts", 1, "decide", where="sift")
    yield Command(
        "ask", tr("This post asks a question"), ("Shift+Q",), "posts", 1, "decide", where="sift"
    )
    yield from _questions()
    yield Command("next", tr("Next post"), ("J", "Down"), "posts", 2, "move", where=both)
    yield Command("previous", tr("Previous post"), ("K", "Up"), "posts", 2, "move", where=both)
    yield Command("next_undecided", tr("Next undecided"), ("N",), "posts", 2, "move", where="sift")
    yield Command(
        "previous_undecided", tr("Previous undecided"), ("Shift+N",), "posts", 2, "move",
        where="sift",
    )  # fmt: skip
    yield Command("take_in", tr("Show new posts"), ("R",), "posts", 2, "move", where="sift")
    row = tr("Unfold, fold echoes")
    yield Command(
        "unfold_echoes", tr("Unfold echoes"), ("Right",), "posts", 2, "move", row, "sift"
    )
    yield Command("fold_echoes", tr("Fold echoes"), ("Left",), "posts", 2, "move", row, "sift")
    row = tr("Split from, join the group above")
    yield Command(
        "split_echoes", tr("Split from the group"), ("G",), "posts", 2, "decide", row, "sift"
    )
    yield Command(
        "join_echoes", tr("Join to the group above, or into one"), ("Shift+G",), "posts", 2,
        "decide", row, "sift",
    )  # fmt: skip
    row = tr("First, last")
    yield Command("first", tr("First post"), ("Home",), "posts", 2, "move", row, both)
    yield Command("last", tr("Last post"), ("End",), "posts", 2, "move", row, both)
    yield Command(
        "conversation", tr("Show in conversation"), ("C",), "posts", 3, "move", where="sift"
    )
    yield Command(
        "person", tr("Show this person’s posts"), ("P",), "posts", 3, "move", where="sift"
    )
    yield Command("people", tr("Table of people"), ("Shift+P",), "posts", 3, "move", where="sift")
    yield Command(
        "back", tr("Back to where you were"), ("Backspace",), "posts", 3, "move", where="sift"
    )
    yield Command("add", tr("Insert at the mark"), ("Return",), "posts", 4, "story", where=both)
    yield Command(
        "add_at_end", tr("Add at the end"), ("Shift+Return",), "posts", 4, "story", where=both
    )


def _questions() -> Iterator[Command]:
    row = tr("Change its question")
    for number in range(1, 10):
        words = tr("Put under question {number}", number=number)
        keys = (f"Alt+{number}",)
        yield Command(f"question_{number}", words, keys, "", 0, "decide", row, "sift")
    yield Command(
        "question_none", tr("Not part of a question"), ("Alt+0",), "posts", 1, "decide",
        where="sift",
    )  # fmt: skip


def _pictures() -> Iterator[Command]:
    words = tr("Add the whole exchange")
    yield Command("add_exchange", words, ("E",), "posts", 4, "story", where="sift")
    yield Command("compare_posts", tr("Side by side"), (), "posts", 3, where="sift")
    yield Command(
        "mute_person", tr("Mute this person, or no longer"), (), "posts", 3, where="sift"
    )
    yield Command("mute_words", tr("Mute words…"), (), "posts", 3, where="sift")
    yield Command("fetch_post", tr("Fetch this post’s pictures…"), (), "posts", 3, where="sift")


def _tags() -> Iterator[Command]:
    yield Command("codebook", tr("Codebook…"), ("Shift+T",), "posts", 9, "decide", where="desk")
    yield Command("suggest_tags", tr("Suggested tags…"), (), "posts", 9)
    yield Command("find_tags", tr("Find a tag in the sidebar"), (), "posts", 9, where="sift")
    yield Command("matrix", tr("Tags against questions, sectors, chats…"), (), "posts", 9)
    yield Command("merge_tag", tr("Merge a tag into another…"), (), "posts", 9)
    yield Command("split_tag", tr("Split a tag…"), (), "posts", 9)
    for number in range(1, 10):
        words = tr("Frequent tag {number}", number=number)
        yield Command(
            f"tag_{number}", words, (str(number),), "", 0, "decide", tr("Frequent tags"),
            "sift story",
        )  # fmt: skip


def _story() -> Iterator[Command]:
    place = "story"
    yield Command("new_story", tr("New story"), (), "story", 0, where=place)
    yield Command("versions", tr("Versions of the story…"), ("Ctrl+Alt+H",), "story", 0, "story")
    yield from _rough_cuts()
    row = tr("Move block")
    yield Command("move_up", tr("Move up"), ("Alt+Up",), "story", 1, "story", row, place)
    yield Command("move_down", tr("Move down"), ("Alt+Down",), "story", 1, "story", row, place)
    row = tr("Move past its section")
    yield Command(
        "move_section_up", tr("Move past the section above"), ("Alt+Shift+Up",), "story", 1,
        "story", row, place,
    )  # fmt: skip
    yield Command(
        "move_section_down", tr("Move past its section"), ("Alt+Shift+Down",), "story", 1,
        "story", row, place,
    )  # fmt: skip
    yield Command("fold", tr("Fold a section"), ("Ctrl+.",), "story", 2, "story", where=place)
    yield from _sections()
    yield Command("new_heading", tr("New heading"), ("Ctrl+8",), "story", 3, "story", where=place)
    yield Command("new_text", tr("New text"), ("Ctrl+7",), "story", 3, "story", where=place)
    yield Command(
        "add_section", tr("Put the search in as a section"), (), "story", 3, where="sift story"
    )
    yield Command("new_divider", tr("New divider"), (), "story", 3, where=place)
    yield Command("new_picture", tr("Put in a picture…"), (), "story", 3, where=place)
    yield Command("new_testimonial", tr("New testimonial"), (), "story", 3, where=place)
    for name, words in (
        ("add_recap", tr("Add figures")),
        ("add_activity", tr("Add a chart of posts over time")),
        ("add_people", tr("Add a chart of who posted most")),
        ("add_hashtags", tr("Add a chart of hashtags")),
        ("add_voices", tr("Add a chart of who is quoted")),
        ("add_cast", tr("Add who took part")),
        ("add_more_voices", tr("Add names of those not quoted")),
        ("add_resources", tr("Add links and resources")),
    ):
        yield Command(name, words, (), "story", 4, where=place)
    for name, words in (
        ("copy_thanks", tr("Copy a note of thanks")),
        ("copy_handles", tr("Copy accounts and hashtags")),
        ("copy_resources", tr("Copy links and resources")),
        ("save_resources", tr("Save links and resources…")),
        ("save_chart", tr("Save the chart as a picture…")),
    ):
        yield Command(name, words, (), "story", 5, where=place)
    yield Command("pull_quote", tr("Pull quote"), ("Q",), "story", 6, "story", where="sift story")
    yield Command("print_note", tr("Note for print"), ("A",), "story", 6, "story", where=place)
    yield Command("as_posted", tr("This quote as posted, or tidied"), (), "story", 6, where=place)
    yield Command("tidy", tr("Tidy quotes, or show them as posted"), (), "story", 6, where=place)
    yield Command("remove_block", tr("Remove block"), ("Del",), "story", 6, "story", where=place)
    yield from _shapes()


def _sections() -> Iterator[Command]:
    place = "story"
    keys = ("Ctrl+Shift+Return",)
    yield Command("split_section", tr("New section here"), keys, "story", 2, "story", where=place)
    for name, words in (
        ("join_section", tr("Join to the section above")),
        ("sort_time", tr("Sort the section by time")),
        ("sort_likes", tr("Sort the section by likes")),
        ("sort_conversation", tr("Sort the section by conversation")),
        ("copy_section", tr("Copy the section to another story…")),
        ("remove_section", tr("Remove the section")),
    ):
        yield Command(name, words, (), "story", 2, where=place)


def _shapes() -> Iterator[Command]:
    place = "story"
    yield Command(
        "trim", tr("Leave out the chosen words"), ("-",), "story", 6, "story", where=place
    )
    words = tr("Duplicate the chosen blocks")
    yield Command("duplicate_block", words, ("Ctrl+Alt+D",), "story", 6, "story", where=place)
    for name, words in (
        ("untrim", tr("Show words that were left out")),
        ("small_quote", tr("Small quote, or full card")),
        ("thread", tr("Make a thread of the chosen quotes")),
        ("exchange", tr("Make an exchange of the chosen quotes")),
        ("gallery", tr("Make a gallery of the chosen quotes")),
        ("voices", tr("Only name who said the chosen quotes")),
        ("take_apart", tr("Take a thread or a group apart")),
        ("whole_post", tr("Show the posts of pull quotes whole")),
        ("table", tr("Links as a table, or as a list")),
        ("count_again", tr("Count the chosen figures again")),
        ("copy_block", tr("Copy the chosen blocks to another story…")),
        ("smaller_heading", tr("Smaller heading")),
        ("larger_heading", tr("Larger heading")),
    ):
        yield Command(name, words, (), "story", 9, where=place)


def _rough_cuts() -> Iterator[Command]:
    yield Command("rough_cut", tr("Make a rough cut"), ("Ctrl+Shift+R",), "story", 0, "story")
    for name, words in (
        ("rough_cut_themes", tr("Make a rough cut by theme")),
        ("rough_cut_cast-first", tr("Make a rough cut, who took part first")),
        ("rough_cut_resources", tr("Make a rough cut of links and resources")),
        ("rough_cut_found", tr("Make a rough cut of what is found")),
    ):
        yield Command(name, words, (), "story", 0, where="sift story")
    yield Command("recaps", tr("Edit recap templates…"), (), "story", 0, where="always")
    place = "story"
    yield Command("keep_up", tr("Take new posts into this draft"), (), "story", 0, where=place)
    yield Command(
        "swap", tr("Swap for the next best"), ("Ctrl+Shift+S",), "story", 10, "story", where=place
    )
    yield Command("another", tr("Another choice for this section"), (), "story", 10, where=place)
    yield Command("pin", tr("Pin or unpin"), ("Ctrl+Shift+P",), "story", 10, "story", where=place)
    yield Command("offer", tr("Swap for one of the next five…"), (), "story", 10, where=place)
    yield Command("more_like", tr("More like this…"), (), "story", 10, where=place)


def _publish() -> Iterator[Command]:
    place = "publish"
    yield Command("copy", tr("Copy"), ("Ctrl+Shift+C",), "story", 7, "publish", where=place)
    yield Command("save", tr("Save…"), ("Ctrl+S",), "story", 7, "publish", where=place)
    yield Command(
        "save_elsewhere", tr("Save elsewhere…"), ("Ctrl+Alt+S",), "story", 7, "publish",
        where=place,
    )  # fmt: skip
    yield Command("save_kit", tr("Save the kit for the day…"), (), "story", 7, where=place)
    yield Command("save_all", tr("Save all stories…"), (), "story", 7, where=place)
    yield Command(
        "next_target", tr("Next target"), ("Ctrl+]",), "story", 8, "publish", where=place
    )
    yield Command("wide_phone", tr("Wide or phone"), ("W",), "story", 8, "publish", where=place)
    yield Command("light_dark", tr("Light or dark"), ("L",), "story", 8, "publish", where=place)
    yield Command("look", tr("Change the look…"), (), "story", 8, where=place)


def _help() -> Iterator[Command]:
    yield Command("help", tr("Help for this pane"), ("F1",), "help", 0, "window", where="always")
    yield Command("keys", tr("All keys"), ("?",), "help", 0, "window", where="always")
    yield Command("guide", tr("Guide through a first recap"), (), "help", 0, where="always")
    yield Command("news", tr("What is new"), (), "help", 1, where="always")
    yield Command("about", tr("About Curator"), (), "help", 1, where="always")
