"""Ask whether a hole is known in any part that is installed: python3 packaging/holes.py.

Needs pip-audit and an index that knows of holes. Where none answers it says so and ends with
status 3: nothing was found out then. 0: none is known; 1: some are, and are listed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PINS = [
    Path(__file__).with_name(name)
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")
]
_KNOWN, _UNKNOWN = 1, 3


def main() -> int:
    """Ask of each file of pins; the gravest answer is the status."""
    return max((_asked(path) for path in PINS), default=0)


def _asked(path: Path) -> int:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    command += ["--progress-spinner", "off", "-r", str(path)]
    asked = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = (asked.stdout + asked.stderr).strip()
    if asked.returncode == 0:
        print(f"{path.name}: no hole is known.")
        return 0
    if "Found" in said and "vulnerabilit" in said:
        print(f"{path.name}:\n{said}")
        return _KNOWN
    last = said.splitlines()[-1] if said else "nothing was said about why"
    print(f"{path.name}: nothing was found out, as no index answered ({last}).", file=sys.stderr)
    return _UNKNOWN


if __name__ == "__main__":
    sys.exit(main())
