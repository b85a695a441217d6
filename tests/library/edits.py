"""Every kind of edit a library has, found in its code, with random arguments for each.

A new kind is found the day it is written. If its arguments cannot be guessed from their
names and types, `test_undoing.py` fails and says so: tell `Editor._value` what it needs.
"""

from __future__ import annotations

import ast
import inspect
import random
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from curator.errors import CuratorError
from curator.library import Library, Query
from curator.library.file.schema import ARCHIVE_TABLES, DESK_TABLES
from curator.model import Block, Divider, Heading, Passage, PullQuote, Quote

WORDS = ("", "bread", "Bread", "a\0b", "it's", "日本", "x" * 300, "  two  words ")
_WRITES = ("INSERT INTO", "INSERT OR", "UPDATE", "DELETE FROM", "REPLACE INTO")
_DEEPEST = 3
_APART = frozenset({"archives", "states_kept"})
"""Parts whose changes are no edits of the desk, and that no undo brings back."""

_KNOWN: dict[type[Any], list[str]] = {}
TABLES = frozenset(DESK_TABLES)


def kinds(library: Library) -> dict[str, Callable[..., Any]]:
    """Return every method of a library's parts that writes a table of the desk, by name."""
    found: dict[str, Callable[..., Any]] = {}
    for part, held in sorted(vars(library).items()):
        if part.startswith("_") or part in _APART or not hasattr(held, "__class__"):
            continue
        if not type(held).__module__.startswith("curator.library"):
            continue
        kind = type(held)
        if kind not in _KNOWN:
            _KNOWN[kind] = sorted(_writing(kind))
        for name in _KNOWN[kind]:
            if not name.startswith("_"):
                found[f"{part}.{name}"] = getattr(held, name)
    return found


def _writing(kind: type) -> set[str]:
    """Return the methods of a class that write the desk, themselves or through another."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    bodies = {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not any("property" in ast.unparse(each) for each in node.decorator_list)
    }
    writing = {name for name, body in bodies.items() if _writes(body)}
    while more := {
        name for name, body in bodies.items() if name not in writing and _calls(body) & writing
    }:
        writing |= more
    return writing


def _writes(body: ast.AST) -> bool:
    texts = [
        node.value
        for node in ast.walk(body)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    written = [text for text in texts if text.lstrip().upper().startswith(_WRITES)]
    return any(table in text.split() or text.endswith(" ") for text in written for table in TABLES)


def _calls(body: ast.AST) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(body)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "self"
    }


class Editor:
    """Makes random edits of every kind."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library = library
        self.kinds = kinds(library)
        self._depth = 0
        self._any = random.Random(seed)  # noqa: S311  no secret

    def edit(self, name: str) -> None:
        """Do one edit; what the library refuses leaves no trace. Without posts there is none."""
        if not self._id("posts"):
            return
        act = self.kinds[name]
        try:
            with self.library.edit(name):
                act(**self._arguments(act))
        except CuratorError:
            return

    def random(self) -> None:
        """Do an edit of any kind."""
        self.edit(self._any.choice(sorted(self.kinds)))

    def _arguments(self, act: Callable[..., Any]) -> dict[str, Any]:
        hints = get_type_hints(act)
        return {
            name: self._value(name, hints[name])
            for name, parameter in inspect.signature(act).parameters.items()
            if parameter.default is parameter.empty or self._any.random() < 0.5
        }

    def _value(self, name: str, kind: Any) -> Any:  # noqa: PLR0911  one line for each form
        if name == "kind":  # 'post' or 'pull', though its type says less
            return self._any.choice(["post", "pull"])
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Literal:
            return self._any.choice(inside)
        if origin is Union or "UnionType" in str(type(kind)):
            simplest = type(None) in inside and self._depth >= _DEEPEST
            return None if simplest else self._value(name, self._any.choice(inside))
        if origin is not None and issubclass(origin, Mapping):
            return {self._value(name, inside[0]): self._value(name, inside[1]) for _ in range(2)}
        if origin is not None and origin is tuple and inside[-1] is not ...:
            return tuple(self._value(name, each) for each in inside)
        if origin is not None:
            most = 3 if self._depth < _DEEPEST else 0
            some = [
                self._value(name, inside[0]) for _ in range(self._any.randint(most // 3, most))
            ]
            return tuple(some) if origin is tuple else some
        return self._plain(name, kind)

    def _plain(self, name: str, kind: Any) -> Any:
        named = getattr(kind, "__name__", str(kind))
        if named in _IDS or (kind is int and name in _NAMED):
            return self._id(_IDS.get(named) or _NAMED[name])
        simple: dict[Any, Callable[[], Any]] = {
            int: lambda: self._any.randint(0, 3),
            str: lambda: self._any.choice(WORDS),
            bool: lambda: self._any.random() < 0.5,
            float: self._any.random,
            datetime: lambda: datetime(2023, 2, 3, 20, self._any.randint(0, 59), tzinfo=UTC),
            type(None): lambda: None,
            bytes: lambda: b"",
        }
        if kind in simple:
            return simple[kind]()
        if named == "Query":
            return Query.parse(self._any.choice(WORDS))
        if named == "Quote" and (id_ := self._id("posts")):
            return Quote(self.library.posts.row(id_).post)
        if named in {"Block", "Heading", "Passage", "PullQuote", "Divider"}:
            return self._block()
        if is_dataclass(kind) and isinstance(kind, type):
            return self._made(kind)
        raise TypeError(f"What is “{name}: {named}”? Tell tests/library/edits.py.")

    def _made(self, kind: type[Any]) -> Any:
        """Make a value; one deep inside others has only what it needs, for posts hold posts."""
        hints = get_type_hints(kind)
        self._depth += 1
        try:
            return kind(
                **{
                    field.name: self._value(field.name, hints[field.name])
                    for field in fields(kind)
                    if self._depth < _DEEPEST or _is_needed(field)
                }
            )
        finally:
            self._depth -= 1

    def _id(self, table: str) -> int:
        run = self.library._run  # noqa: SLF001  any row will do
        ids = [id_ for (id_,) in run(f"SELECT id FROM {table} ORDER BY id")]
        return self._any.choice(ids) if ids else 0

    def _block(self) -> Block:
        words = self._any.choice(WORDS)
        blocks: list[Block] = [Heading(words), Passage(words), Divider()]
        if id_ := self._id("posts"):
            post = self.library.posts.row(id_).post
            thread = Quote(post, as_posted=True, rest=(post,) * self._any.randint(1, 2))
            blocks += [Quote(post), thread, PullQuote(words, post)]
        return self._any.choice(blocks)


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_IDS = {
    "PostId": "posts",
    "PersonId": "people",
    "StoryId": "stories",
    "BlockId": "blocks",
    "SearchId": "searches",
    "TagId": "tags",
    "ChatId": "chats",
    "VersionId": "story_versions",
}
_NAMED = {"posts": "posts", "post": "posts", "person": "people", "people": "people"}


def desk(library: Library) -> list[tuple[str, ...]]:
    """Return every row of the desk, byte for byte."""
    run = library._run  # noqa: SLF001  as it lies there
    told: list[tuple[str, ...]] = []
    for table in DESK_TABLES:
        columns = [row[1] for row in run(f"PRAGMA table_info({table})")]
        shown = ", ".join(f"typeof({each}) || hex({each})" for each in columns)
        told += [(table, *row) for row in run(f"SELECT rowid, {shown} FROM {table} ORDER BY 1")]
    return told


def whole(library: Library) -> list[tuple[str, ...]]:
    """Return every row of the desk and the archives, and the words that posts are found by."""
    run = library._run  # noqa: SLF001  as it lies there
    told = desk(library)
    for table in ARCHIVE_TABLES:
        rows = run(f"SELECT * FROM {table}")
        told += sorted((table, *(repr(value) for value in row)) for row in rows)
    run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING fts5vocab (main, words, instance)")
    return told + sorted(
        ("words", term, str(post)) for term, post in run("SELECT term, doc FROM temp.found")
    )


def undo_all(library: Library) -> int:
    """Take back every step down to the import, and return how many."""
    steps = 0
    while (step := library.next_undo) and step.archive is None:
        library.undo()
        steps += 1
    return steps
