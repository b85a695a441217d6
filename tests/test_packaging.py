"""The set-up scripts, as far as they go without a network."""

import ast
import errno
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import bundled
import environment
import parts
import pytest
import sentences
import system
from click.testing import CliRunner
from environment import Stamp
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sentences import why_not_fetched, why_not_installed
from test import folder_in_memory

from curator import __version__
from curator.cli import main
from curator.library.file.schema import APPLICATION

PACKAGING = environment.ROOT / "packaging"
LARGEST = 1_000_000
MEANT_TO_BE_LARGER: set[str] = set()
"""Files above that size which belong to the project all the same."""
SETTING_UP = ("environment.py", "run.py", "sentences.py", "system.py", "test.py")
SCRIPTS = [PACKAGING / name for name in SETTING_UP]


def pins(name: str) -> dict[str, str]:
    lines = (PACKAGING / name).read_text(encoding="utf-8").splitlines()
    named = [line.removesuffix(" \\") for line in lines if re.match(r"\w", line)]
    read = [Requirement(line) for line in named]
    assert all(len(pin.specifier) == 1 for pin in read)
    assert all(str(pin.specifier).startswith("==") for pin in read)
    return {canonicalize_name(pin.name): str(pin.specifier)[2:] for pin in read}


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
        assert running[canonicalize_name(wanted.name)] in wanted.specifier
    for wanted in project("project", "optional-dependencies", "pdf"):
        assert running[canonicalize_name(wanted.name)] in wanted.specifier
    for wanted in project("dependency-groups", "dev"):
        assert checks[canonicalize_name(wanted.name)] in wanted.specifier


@pytest.mark.parametrize("name", sorted(path.name for path in PACKAGING.glob("req*.txt")))
def test_every_pin_names_the_bytes_that_are_meant(name: str) -> None:
    text = (PACKAGING / name).read_text("utf-8")
    parts = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert len(parts) == len(pins(name))
    assert [part for part in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", part)] == []


def test_what_is_pinned_is_what_is_installed() -> None:
    if not Stamp.read(Path(sys.prefix)).pins:
        pytest.skip("these tests do not run in the environment that test.py makes")
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True, check=True
    )
    lines = (line.split("==") for line in asked.stdout.splitlines())
    installed = {canonicalize_name(name): version for name, version in lines}
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


def test_the_tests_files_are_made_in_memory_only_where_it_can_be_written(tmp_path: Path) -> None:
    assert folder_in_memory(tmp_path / "missing") is None
    assert folder_in_memory(Path("/proc")) is None  # holds nothing, and has no room


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


def test_a_full_folder_for_temporary_files_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = "Error: Command '[…, '-m', 'ensurepip']' returned non-zero exit status 1."
    told = sentences.why_not_made(silent, tmp_path)
    assert told.startswith(f"Python could not make a virtual environment in {tmp_path}: ")
    full = Path("/proc")  # nothing is free there
    if not full.is_dir():
        pytest.skip("there is no such folder here")
    monkeypatch.setenv("TMPDIR", str(full))
    told = sentences.why_not_made(silent, tmp_path)
    assert told.startswith("The disk is full: Curator’s parts need about 1 GB in ")
    assert f"in {full}." in told


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


def test_apt_is_named_what_it_installs_before_and_why_it_could_not() -> None:
    said = "NOTE: only a simulation\nInst libgl1 (1.6 Debian)\nInst libegl1 (1.6)\nConf libgl1\n"
    assert system.to_be_installed(said) == ["libegl1", "libgl1"]
    full = "E: You don't have enough free space in /var/cache/apt/archives/."
    assert "disk is full" in why_not_installed(full)
    assert "network does not answer" in why_not_installed(
        "Err:1 http://deb.example\n  Temporary failure resolving 'deb.example'\nE: Unable to fetch"
    )
    assert why_not_installed("E: Something else.\n") == "Something else"


def test_without_a_network_the_set_up_says_so_in_its_own_words(tmp_path: Path) -> None:
    output = (
        "WARNING: Retrying after NewConnectionError('Failed to establish a new connection')\n"
        "ERROR: No matching distribution found for brotli==1.2.1\n"
    )
    sentence = why_not_fetched(output, tmp_path)
    assert "the network does not answer" in sentence
    assert "matching distribution" not in sentence


def test_a_program_that_must_not_stop_half_way_ends_before_the_set_up_does(tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    body = f"import time; open({str(begun)!r}, 'w'); time.sleep(1); open({str(ended)!r}, 'w')"
    code = (
        "import os, signal, sys; sys.path.insert(0, 'packaging'); import system\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may ignore it
        "system._run_to_its_end([sys.executable, '-c', sys.argv[1]], os.environ)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, body],
        cwd=environment.ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        while not begun.exists():
            assert started.poll() is None
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert started.returncode != 0
    assert "Stopping when" in said
    assert ended.exists()


def used_modules(code: str) -> set[str]:
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )
    return set(asked.stdout.split())


def test_what_the_bundle_leaves_out_is_what_the_program_never_imports() -> None:
    loaded = used_modules(
        "import pkgutil, sys, importlib, curator\n"
        "for each in pkgutil.walk_packages(curator.__path__, 'curator.'):\n"
        "    if each.name != 'curator.__main__': importlib.import_module(each.name)\n"
        "print(*sys.modules)\n"
    )
    left_out = {
        name
        for name in loaded
        for unused in bundled.UNUSED_MODULES
        if name == unused or name.startswith(f"{unused}.")
    }
    assert left_out == set()
    qt = {name.partition(".")[2] for name in loaded if name.startswith("PySide6.Qt")}
    for part in qt:
        library = f"PySide6/Qt/lib/libQt6{part.removeprefix('Qt')}.so.6"
        assert bundled.is_used(library, f"/venv/{library}", web=True), part


@pytest.mark.parametrize(
    ("name", "source", "kept"),
    [
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libgcc_s.so.1", "/lib/x86_64-linux-gnu/libgcc_s.so.1", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/venv/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick3D.so.6", "/venv/libQt6Quick3D.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/libqxcb.so", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", "/venv/libqpdf.so", False),
        ("PIL/_imaging.so", "/venv/PIL/_imaging.so", True),
    ],
)
def test_the_system_gives_what_its_own_drivers_need(name: str, source: str, kept: bool) -> None:  # noqa: FBT001
    assert bundled.is_used(name, source, web=True) == kept


def test_without_the_web_engine_nothing_of_it_is_packed() -> None:
    for name in ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", "PySide6/Qt/libexec/x",
                 "PySide6/Qt/lib/libQt6Quick.so.6"):  # fmt: skip
        assert not bundled.is_used(name, "/venv/x", web=False)
        assert bundled.is_used(name, "/venv/x", web=True)


def test_the_bill_of_materials_names_every_part_with_its_licence(tmp_path: Path) -> None:
    bill = parts.bill(Path(sys.executable), "1.2.3")
    assert bill["bomFormat"] == "CycloneDX"
    named = {each["name"].lower(): each for each in bill["components"]}
    assert {"pyside6", "click", "pillow"} <= set(named)
    assert named["click"]["licenses"]
    assert named["click"]["purl"].startswith("pkg:pypi/click@")
    written = {path.stem.lower() for path in parts.write_licences(Path(sys.executable), tmp_path)}
    assert written == set(named)
    assert "Copyright" in (tmp_path / "click.txt").read_text("utf-8")


def test_the_version_is_said_with_the_commit() -> None:
    told = CliRunner().invoke(main, ["--version"]).output
    assert re.fullmatch(rf"curator, version {re.escape(__version__)}( \([0-9a-f]+\))?\n", told)
