"""Build what people install: python3 packaging/installers.py [wheel] [bundle] [deb].

    wheel    dist/curator-….whl: for pipx and pip
    bundle   dist/curator/: a folder that needs no Python; --without-web leaves out the web
             engine, two thirds of it, and the preview shows pages in Qt's plain text
    deb      dist/curator_…_amd64.deb: the bundle with menu entry, file type and icons

All is made of what is committed, copied to build/source; the commit is in
`curator --version`. Beside them lie the licences and curator.cdx.json, a list of all parts
(CycloneDX).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Sequence  # noqa: UP035 - as in the other scripts

import environment
import parts
import system
from sentences import SetupError, answer

ROOT = environment.ROOT
BUILD, DIST = ROOT / "build", ROOT / "dist"
SOURCE = BUILD / "source"
APP = "org.example.Curator"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Curator

Files: *
Copyright: Curator developers
License: Expat
Comment: The licences of all parts, word for word, are in /opt/curator/_internal/licences.

License: Expat
"""


def main(arguments: Sequence[str]) -> int:
    """Build what is asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=[[], "wheel", "bundle", "deb"])
    parser.add_argument("--without-web", action="store_true", help="leave out the web engine")
    asked = parser.parse_args(arguments)
    what = set(asked.what or ["wheel", "bundle", "deb"])
    copy_source()
    python = _environment()
    parts.write_licences(python, BUILD / "licences")
    DIST.mkdir(exist_ok=True)
    parts.write_bill(python, version(), DIST / "curator.cdx.json")
    if "wheel" in what:
        run([python, "-m", "pip", "wheel", "--no-deps", "-w", DIST, SOURCE])
    if "bundle" in what:
        build_bundle(python, web=not asked.without_web)
    if "deb" in what:
        print(build_deb(web=not asked.without_web))
    return 0


def version() -> str:
    """Return the version of what is built."""
    text = (SOURCE / "curator" / "__init__.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def copy_source() -> None:
    """Lay out what is committed, with the commit in resources/commit.txt."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    packed = run(["git", "-C", ROOT, "archive", "--format=tar", "HEAD"], capture=True)
    with tarfile.open(fileobj=BytesIO(packed)) as files:
        files.extractall(SOURCE, filter="data")


def _environment() -> Path:
    """Make an environment with nothing in it but what is pinned and PyInstaller."""
    folder = BUILD / "environment"
    python = environment.python_in(folder)
    if not python.exists():
        run([sys.executable, "-m", "venv", folder])
    pins = [SOURCE / "packaging" / name for name in ("requirements.txt", "requirements-build.txt")]
    run([python, "-m", "pip", "install", "-q", *(f"-r{each}" for each in pins)])
    return python


def build_bundle(python: Path, *, web: bool) -> None:
    """Build the folder that needs no Python, and try it."""
    shutil.rmtree(SOURCE / "build", ignore_errors=True)
    shutil.copytree(BUILD / "licences", SOURCE / "build" / "licences")
    if sys.platform == "win32":
        icon = SOURCE / "build" / "curator.ico"
        run([python, Path(__file__).with_name("draw_icons.py"),
            SOURCE / "resources" / "icons" / "curator.svg", f"256={icon}"])  # fmt: skip
    where = ["--distpath", DIST, "--workpath", BUILD / "work", "--noconfirm"]
    environ = {**os.environ, "CURATOR_WEB": str(int(web))}
    command = [python, "-m", "PyInstaller", *where, SOURCE / "packaging" / "curator.spec"]
    run(command, environ=environ)
    if sys.platform.startswith("linux"):
        _strip(DIST / "curator" / "_internal")
    run([DIST / "curator" / "curator", "--version"])


def _strip(folder: Path) -> None:
    """Take the names for debuggers out of libraries, but of those that were made so as not to be.

    Qt’s have none, and Pillow’s own are laid out in a way that strip would break.
    """
    libraries = [
        path
        for path in folder.rglob("*.so*")
        if path.is_file() and not {"PySide6", "pillow.libs"} & set(path.relative_to(folder).parts)
    ]
    run(["strip", "--strip-unneeded", *(path for path in libraries if not path.is_symlink())])


def build_deb(*, web: bool) -> Path:
    """Pack the bundle as a Debian package, with menu entry, file type and icons."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    share = tree / "usr" / "share"
    for folder in ("applications", "metainfo", "mime/packages", "doc/curator"):
        (share / folder).mkdir(parents=True)
    shutil.copytree(DIST / "curator", tree / "opt" / "curator", symlinks=True)
    packaging = SOURCE / "packaging"
    shutil.copy(packaging / f"{APP}.desktop", share / "applications")
    shutil.copy(packaging / f"{APP}.metainfo.xml", share / "metainfo")
    shutil.copy(packaging / f"{APP}-mime.xml", share / "mime" / "packages" / f"{APP}.xml")
    licence = "\n".join(
        f" {line or '.'}" for line in (SOURCE / "LICENSE").read_text("utf-8").splitlines()
    )
    (share / "doc" / "curator" / "copyright").write_text(_COPYRIGHT + licence + "\n", "utf-8")
    _lay_icons(share / "icons" / "hicolor")
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / "curator").symlink_to("../../opt/curator/curator")
    _control(tree, web=web)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    package = DIST / f"curator_{version()}_{_architecture()}.deb"
    run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", tree, package])
    return package


def _lay_icons(folder: Path) -> None:
    """Put the icon where desktops look for it, drawn at each size, and as it is."""
    drawing = SOURCE / "resources" / "icons" / "curator.svg"
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(drawing, scalable / f"{APP}.svg")
    places = []
    for size in SIZES:
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        places.append(f"{size}={place / APP}.png")
    script = Path(__file__).with_name("draw_icons.py")
    python = environment.python_in(BUILD / "environment")
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run([python, script, drawing, *places], environ=environ)


def _control(tree: Path, *, web: bool) -> None:
    size = sum(f.stat().st_size for f in tree.rglob("*") if f.is_file() and not f.is_symlink())
    about = tree / "DEBIAN"
    about.mkdir()
    lines = {
        "Package": "curator",
        "Version": version(),
        "Architecture": _architecture(),
        "Maintainer": "Curator developers <curator@example.org>",
        "Installed-Size": str(size // 1024),
        "Section": "editors",
        "Priority": "optional",
        "Depends": ", ".join(["libc6 (>= 2.36)", "libstdc++6", *system.DEBIAN]),
        "Description": "Turn the archive of a chat into a published recap\n"
        " Curator opens archives of online chats kept on your own computer, lets you\n"
        " star, tag and order the posts, and saves the story as a page or as Markdown.\n"
        " It works offline." + ("" if web else " This package has no web engine."),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    (about / "control").write_text(text, "utf-8")


def _architecture() -> str:
    return run(["dpkg", "--print-architecture"], capture=True).decode().strip()


def run(
    command: Sequence[object], *, capture: bool = False, environ: dict[str, str] | None = None
) -> bytes:
    """Run a program; a sentence if it failed."""
    words = [str(word) for word in command]
    try:
        out = subprocess.PIPE if capture else None
        done = subprocess.run(words, stdout=out, env=environ, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"Building stopped: “{' '.join(words[:4])} …” failed ({error})."
        ) from None
    return done.stdout or b""


if __name__ == "__main__":
    answer(main)
