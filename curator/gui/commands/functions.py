"""The functions of commands: whoever holds one is asked for it by the command's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Function: TypeAlias = Callable[[], object]
"""What a command does."""


def run(function: Function | None) -> bool:
    """Do what a command does; tell whether it was known."""
    if function is None:
        return False
    function()
    return True
