"""What Curator is made of: licences of all parts word for word, and a bill of materials.

The bill is CycloneDX 1.5 in JSON: name, version, licence and package URL of each part that is
installed in an environment.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

_ASK = """
import json, sys
from importlib.metadata import distributions
left_out = {"pip", "setuptools", "wheel", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph",
    "packaging"}
found = []
for each in distributions():
    about = each.metadata
    name = about["Name"]
    if name.lower() in left_out or name.lower() == "curator":
        continue
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or []
        if line.startswith("License ::")]
    licence = about.get("License-Expression") or about.get("License") or ", ".join(classes)
    texts = []
    for path in each.files or []:
        stem = path.name.upper()
        if stem.startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")):
            try:
                texts.append((str(path), path.locate().read_text("utf-8", "replace")))
            except OSError:
                pass
    found.append({"name": name, "version": each.version, "texts": texts,
        "licence": licence.strip().splitlines()[0] if licence.strip() else ""})
json.dump(sorted(found, key=lambda part: part["name"].lower()), sys.stdout)
"""


def installed(python: Path) -> list[dict[str, Any]]:
    """Ask an environment for its parts: name, version, licence, and texts of it."""
    command = [str(python), "-I", "-c", _ASK]
    asked = subprocess.run(command, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(asked.stdout)
    return found


def write_licences(python: Path, folder: Path) -> list[Path]:
    """Write one file for each part with its licence, as its makers ship it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for part in installed(python):
        head = f"{part['name']} {part['version']}: {part['licence'] or 'see its own pages'}\n"
        texts = [f"\n----- {name}\n\n{text.rstrip()}\n" for name, text in part["texts"]]
        path = folder / f"{part['name']}.txt"
        path.write_text(head + "".join(texts), "utf-8")
        written.append(path)
    return written


def bill(python: Path, version: str) -> dict[str, Any]:
    """List all parts as CycloneDX has it."""
    components = []
    for part in installed(python):
        component: dict[str, Any] = {
            "type": "library",
            "name": part["name"],
            "version": part["version"],
            "purl": f"pkg:pypi/{part['name'].lower().replace('_', '-')}@{part['version']}",
            "bom-ref": f"{part['name']}@{part['version']}",
        }
        if part["licence"]:
            component["licenses"] = [{"license": {"name": part["licence"]}}]
        components.append(component)
    about = {"type": "application", "name": "curator", "version": version, "bom-ref": "curator"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": about},
        "components": components,
        "dependencies": [{"ref": "curator", "dependsOn": [c["bom-ref"] for c in components]}],
    }


def write_bill(python: Path, version: str, path: Path) -> None:
    """Write the bill of materials."""
    path.write_text(json.dumps(bill(python, version), indent=1) + "\n", "utf-8")
