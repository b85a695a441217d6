"""Archives that other people made, if they lie beside the project; they are no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared" / "data"


def real(name: str) -> Path:
    """Return a real archive, or skip the test."""
    path = _BESIDE / name
    if not path.exists():
        pytest.skip(f"the real archive {name} is not here")
    return path
