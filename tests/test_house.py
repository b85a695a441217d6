"""How the code is kept: what a colleague should find the same everywhere."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

CURATOR = Path(__file__).parents[1] / "curator"
_LONGEST = 60
"""Lines of a function, beyond which it is two thoughts."""


@cache
def _modules() -> list[tuple[Path, ast.Module]]:
    paths = sorted(CURATOR.rglob("*.py"))
    return [(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def test_no_function_is_longer_than_a_thought() -> None:
    long = {
        f"{path.relative_to(CURATOR)}: {node.name}"
        for path, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= _LONGEST
    }
    assert long == set()


def test_no_two_public_classes_of_the_window_have_one_name() -> None:
    names = Counter(
        node.name
        for path, module in _modules()
        if CURATOR / "gui" in path.parents
        for node in module.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_room_says_what_it_holds() -> None:
    terse = [
        str(path.relative_to(CURATOR))
        for path, module in _modules()
        if path.name == "__init__.py" and len((ast.get_docstring(module) or "").split()) < 4
    ]
    assert terse == []
