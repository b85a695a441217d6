"""The set-up scripts, as far as they go without a network."""

import ast
import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import environment
import pytest
import sentences
import system
from environment import Stamp
from packaging.requirements import Requirement

from curator import __version__
from curator.library.file.schema import APPLICATION

PACKAGING = environment.ROOT / "packaging"
LARGEST = 1_000_000
MEANT_TO_BE_LARGER: set[str] = set()
"""Files above that size which belong to the project all the same."""
SETTING_UP = ("environment.py", "run.py", "sentences.py", "system.py", "test.py")
SCRIPTS = [PACKAGING / name for name in SETTING_UP]


def pins(name: str) -> dict[str, str]:
    lines = (PACKAGING / name).read_text(encoding="utf-8").splitlines()
    read = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert all(len(pin.specifier) == 1 for pin in read)
    assert all(str(pin.specifier).startswith("==") for pin in read)
    return {pin.name.lower(): str(pin.specifier)[2:] for pin in read}


def project(*keys: str) -> list[Requirement]:
    found = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for key in keys:
        found = found[key]
    return [Requirement(line) for line in found]


def whole(folder: Path, made_with: str = "this") -> Stamp:
    python = environment.python_in(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = Stamp(made_with, {"requirements.txt": "1"})
    stamp.write(folder)
    return stamp


def tracked() -> set[str]:
    """Return the files of the project that Git keeps; skip where this is no checkout."""
    if not (environment.ROOT / ".git").exists():
        pytest.skip("only a checkout knows what is tracked")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=environment.ROOT, capture_output=True, check=True
    )
    return set(listed.stdout.decode().strip("\0").split("\0"))


def shipped(kind: str) -> set[str]:
    """Return what a source distribution or a wheel takes from the project's folder."""
    builders = pytest.importorskip(f"hatchling.builders.{kind}")
    name = {"sdist": "SdistBuilder", "wheel": "WheelBuilder"}[kind]
    builder = getattr(builders, name)(str(environment.ROOT))
    with builder.config.set_build_data({"artifacts": [], "force_include": {}}):
        files = [file.path for file in builder.recurse_included_files()]
    return {Path(file).relative_to(environment.ROOT).as_posix() for file in files}


def test_nothing_large_is_tracked_by_accident() -> None:
    large = {
        name
        for name in tracked()
        if (environment.ROOT / name).is_file()
        and (environment.ROOT / name).stat().st_size > LARGEST
    }
    assert large == MEANT_TO_BE_LARGER


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_no_scratch_file_is_shipped(kind: str) -> None:
    begun = {name for name in shipped(kind) - tracked() if name.endswith(".py")}
    assert shipped(kind) - begun <= tracked()


def test_a_wheel_holds_the_program_and_its_resources_alone() -> None:
    rooms = {Path(name).parts[0] for name in shipped("wheel")}
    assert rooms == {"curator", "resources"}
    assert {Path(name).suffix for name in shipped("wheel") if name.startswith("curator/")} == {
        ".py"
    }


def test_a_source_distribution_holds_what_the_checks_need() -> None:
    names = shipped("sdist")
    rooms = {Path(name).parts[0] for name in names if "/" in name}
    assert rooms == {"curator", "resources", "tests", "packaging"}
    assert {name for name in tracked() if name.startswith("curator/")} <= names


def test_every_dependency_is_pinned_to_a_version_the_project_allows() -> None:
    running = pins("requirements.txt")
    checks = running | pins("requirements-dev.txt")
    for wanted in project("project", "dependencies"):
        assert running[wanted.name.lower()] in wanted.specifier
    for wanted in project("project", "optional-dependencies", "pdf"):
        assert running[wanted.name.lower()] in wanted.specifier
    for wanted in project("dependency-groups", "dev"):
        assert checks[wanted.name.lower()] in wanted.specifier


def test_what_is_pinned_is_what_is_installed() -> None:
    if not Stamp.read(Path(sys.prefix)).pins:
        pytest.skip("these tests do not run in the environment that test.py makes")
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True, check=True
    )
    installed = dict(line.lower().split("==") for line in asked.stdout.splitlines())
    allowed = pins("requirements.txt") | pins("requirements-dev.txt")
    assert installed.items() <= allowed.items()


def test_qt_is_never_the_release_that_aborts() -> None:
    assert pins("requirements.txt")["pyside6"] != "6.12.0"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_an_old_python_can_read_the_scripts(script: Path) -> None:
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_scripts_need_only_the_standard_library(script: Path) -> None:
    known = sys.stdlib_module_names | {script.stem for script in SCRIPTS}
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {name.name.partition(".")[0] for name in node.names} <= known
        if isinstance(node, ast.ImportFrom):
            assert str(node.module).partition(".")[0] in known


def test_the_build_runs_the_same_checks_as_everyone() -> None:
    script = (environment.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == 'exec python3 packaging/test.py "$@"'


def test_the_desktop_knows_a_library_by_the_mark_in_its_header() -> None:
    magic = (PACKAGING / "org.example.Curator-mime.xml").read_text(encoding="utf-8")
    assert f'value="{APPLICATION:#x}" offset="68"' in magic


def test_the_desktop_files_speak_of_the_same_program() -> None:
    metainfo = (PACKAGING / "org.example.Curator.metainfo.xml").read_text(encoding="utf-8")
    assert '<launchable type="desktop-id">org.example.Curator.desktop</launchable>' in metainfo
    assert f'<release version="{__version__}"' in metainfo
    assert (PACKAGING / "org.example.Curator.desktop").exists()


def test_an_old_python_is_told_what_to_do() -> None:
    assert not sentences.why_too_old((3, 11))
    alone = sentences.why_too_old((3, 9))
    assert "needs Python 3.11 or newer; this is Python 3.9" in alone
    assert "python3.13" in sentences.why_too_old((3, 9), "python3.13")


def test_a_system_too_old_for_qt_is_told_so() -> None:
    assert not sentences.why_too_old_a_system("glibc", "2.34")
    assert not sentences.why_too_old_a_system("", "")
    assert "glibc 2.31" in sentences.why_too_old_a_system("glibc", "2.31")


def test_offline_the_last_word_of_pip_is_passed_on() -> None:
    output = "WARNING: Retrying\nERROR: No matching distribution found for x==1\n[notice] new pip"
    said = sentences.why_not_fetched(output, Path("here"))
    assert said == (
        "Curator could not fetch its parts: No matching distribution found for x==1. "
        "Connect once, then run this again."
    )


def test_a_connection_that_cannot_be_trusted_is_named() -> None:
    output = "WARNING: … CERTIFICATE_VERIFY_FAILED …\nERROR: No matching distribution found for x"
    assert "could not be trusted" in sentences.why_not_fetched(output, Path("here"))


def test_a_full_disk_is_not_blamed_on_the_connection(tmp_path: Path) -> None:
    output = f"ERROR: Could not install packages: {os.strerror(errno.ENOSPC)}"
    assert "disk is full" in sentences.why_not_fetched(output, tmp_path / ".venv")


def test_a_whole_environment_is_known_again(tmp_path: Path) -> None:
    stamp = whole(tmp_path / "venv")
    assert Stamp.read(tmp_path / "venv") == stamp
    assert environment.holds(tmp_path / "venv", stamp)


def test_an_environment_left_half_made_is_not_trusted(tmp_path: Path) -> None:
    stamp = whole(tmp_path)
    begun = Stamp(stamp.made_with)
    assert not environment.is_sound(begun, stamp, tmp_path)


def test_an_environment_without_the_parts_for_checks_is_not_enough_for_them(
    tmp_path: Path,
) -> None:
    stamp = whole(tmp_path)
    more = Stamp(stamp.made_with, {**stamp.pins, "requirements-dev.txt": "2"})
    assert environment.holds(tmp_path, stamp)
    assert not environment.holds(tmp_path, more)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    script = "import environment, sys, pathlib\n"
    script += "with environment.alone_beside(pathlib.Path(sys.argv[1])): print('mine')"
    command = [sys.executable, "-c", script, str(tmp_path / "venv")]
    with environment.alone_beside(tmp_path / "venv"):
        second = subprocess.Popen(command, cwd=PACKAGING, stdout=subprocess.PIPE, text=True)
        assert second.stdout
        assert "waiting" in second.stdout.readline()
    assert second.communicate()[0] == "mine\n"


def test_an_environment_that_lost_its_python_is_not_trusted(tmp_path: Path) -> None:
    stamp = whole(tmp_path)
    environment.python_in(tmp_path).unlink()
    assert not environment.is_sound(stamp, stamp, tmp_path)


def test_another_python_or_a_moved_folder_means_another_environment(tmp_path: Path) -> None:
    stamp = whole(tmp_path, made_with="that")
    assert not environment.is_sound(stamp, Stamp("this", stamp.pins), tmp_path)


def test_a_changed_pin_changes_the_stamp(tmp_path: Path) -> None:
    pinned = tmp_path / "packaging" / "requirements.txt"
    pinned.parent.mkdir()
    pinned.write_text("click==1\n", encoding="utf-8")
    before = environment.wanted_stamp(tmp_path, tmp_path, [pinned.name])
    pinned.write_text("click==2\n", encoding="utf-8")
    after = environment.wanted_stamp(tmp_path, tmp_path, [pinned.name])
    assert before.made_with == after.made_with
    assert before.pins != after.pins


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made_with": 1}', '{"pins": 3}'])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / environment.STAMP).write_text(text, encoding="utf-8")
    assert Stamp.read(tmp_path) == Stamp("")


def test_a_folder_of_someone_elses_is_never_cleared(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()
    assert not environment.may_be_replaced(tmp_path)
    assert environment.may_be_replaced(tmp_path / "absent")


def test_the_environment_lies_where_it_is_told_to(tmp_path: Path) -> None:
    named = {"CURATOR_VENV": str(tmp_path / "mine")}
    assert environment.environment_folder(tmp_path, named) == tmp_path / "mine"
    assert environment.environment_folder(tmp_path, {}) == tmp_path / ".venv"


def test_a_project_that_cannot_be_written_has_its_environment_among_the_caches() -> None:
    unwritable = Path(os.devnull)
    environ = {name: value for name, value in os.environ.items() if name != "CURATOR_VENV"}
    folder = environment.environment_folder(unwritable, environ)
    assert environment.cache_folder(environ) in folder.parents


def test_what_qt_lacks_is_found_by_asking_it() -> None:
    assert system.lacking(Path(sys.executable), os.environ, window=False) == []


def test_a_qt_that_does_not_start_is_described_by_its_own_words(tmp_path: Path) -> None:
    python = Path(sys.executable)
    empty = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", "--without-pip", empty], check=True)
    lacks = system.lacking(environment.python_in(empty), os.environ, window=True)
    assert lacks == ["ModuleNotFoundError: No module named 'PySide6'"]


def test_a_second_look_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "curator-system").touch()
    python = environment.python_in(tmp_path)
    assert not system.provide(python, os.environ, window=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_a_display_is_known_by_its_name() -> None:
    assert system.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert not system.has_display({"DISPLAY": ""})
