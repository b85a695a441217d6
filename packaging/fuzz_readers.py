"""Feed every reader with damaged and hostile archives, and keep what it cannot bear.

    python packaging/fuzz_readers.py --minutes 10
    python packaging/fuzz_readers.py --minutes 60 --engine atheris --corpus ~/fuzz

It begins with the samples and cases of the tests and changes them: cuts, flips, repeats, swaps in
what is known to hurt. Nothing but a sentence may come of it: no traceback, no second longer than
the limit, no memory beyond it. Whatever does is kept under its own name in the corpus, and tried
first the next time. Atheris, which looks for new paths through the code, is not among the
requirements: `pip install atheris`.
"""

from __future__ import annotations

import argparse
import atexit
import hashlib
import importlib
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

ATHERIS = importlib.import_module("atheris") if "atheris" in sys.argv else None
"""It watches only what is imported under its eyes: of all libraries it would take an hour."""

with ATHERIS.instrument_imports(include=["curator"]) if ATHERIS else nullcontext():
    from curator.errors import CuratorError
    from curator.model import Post, Skipped
    from curator.readers import READERS, format_name, reader_for, stories_in, table
    from curator.readers.kit.archive.read_options import ReadOptions
    from curator.readers.kit.archive.source import Source

SECONDS = 5.0
"""Of processor, for an input as small as these."""

MEMORY = 400 << 20
LARGEST = 200_000
OPTIONS = ReadOptions(handle="ann", zone="Europe/Paris", day_first=True)
HURTFUL = tuple(
    each.encode("utf-8", "surrogatepass")
    for each in (
        "\0", "\ufeff", "\u200e", "{" * 5000, "[" * 5000, '"', "\\u0000", "\\ud800", "9" * 400,
        "1e999", "-1", "null", "NaN", "true", "[]", "{}", '""', ",", "\n\n", "\r", "\t", "<", ">",
        "<!--", "]]>", "&#x110000;", "0000-00-00", "9999-12-31T23:59:60Z", "1/1/0001",
        "31/02/2024, 25:61 - ", "12/31/9999, 11:59 PM - A: ", "a" * 70_000, "=cmd|' /C'!A0",
        "https://x.com/a/status/" + "9" * 40, "\u202e\u2066\U0001f469\u200d\U0001f33e", "\ud800",
    )
)  # fmt: skip
"""What readers have stumbled over, here or elsewhere."""


class Fault(Exception):  # noqa: N818  a finding
    """An input that a reader cannot bear."""


def seeds() -> list[tuple[str, bytes]]:
    """Return the files of the samples and cases, by the names they are read under."""
    found: list[tuple[str, bytes]] = []
    for folder in (HOME / "tests" / "samples", HOME / "tests" / "cases"):
        for path in sorted(folder.rglob("*")):
            is_said = path.name in {"expected.json", "options.json"}
            if path.is_file() and not is_said and path.stat().st_size <= LARGEST:
                found.append((path.name, path.read_bytes()))
    return found


def bear(path: Path, seen: Counter[str]) -> None:
    """Read a file as the program would, and as each reader that takes it for its own."""
    started = time.process_time()
    with Source(path) as source:
        mine = [reader for reader in READERS if recognised(reader, source)]
    for reader in mine or [table]:
        seen[format_name(reader)] += 1
        with Source(path) as source:
            try:
                for record in reader.read(source, OPTIONS):
                    check(record)
                list(stories_in(reader, source))
            except CuratorError as error:
                if not str(error):
                    raise Fault("an error without a sentence") from error
    with Source(path) as source:
        try:
            reader_for(source)
        except CuratorError:
            seen["refused"] += 1
    if time.process_time() - started > SECONDS:
        raise Fault(f"took {time.process_time() - started:.1f} s")


def recognised(reader: object, source: Source) -> bool:
    """Tell whether a reader takes a file for its own; a refusal is an answer."""
    try:
        return bool(reader.recognise(source))  # type: ignore[attr-defined]  # it is a module
    except CuratorError:
        return False


def check(record: object) -> None:
    """Refuse what no reader may yield."""
    if isinstance(record, Post):
        says = record.text or record.media or record.quote_of
        if not record.author.handle or not says:
            raise Fault("a post without author or words")
        if record.at.tzinfo is None or not record.key:
            raise Fault("a post without zone or key")
        record.text.encode()
        if any(span.end > len(record.text) or span.start > span.end for span in record.spans):
            raise Fault("a span outside its words")
    elif not isinstance(record, Skipped) or not record.why:
        raise Fault("neither a post nor a reason")


def changed(whole: bytes, rolls: list[tuple[int, int, int]]) -> bytes:
    """Return a file after some accidents: what happens, where, and how much."""
    for what, where, much in rolls:
        at = where % (len(whole) + 1)
        end = min(len(whole), at + 1 + much % 400)
        match what % 7:
            case 0:
                whole = whole[:at]
            case 1:
                whole = whole[:at] + whole[end:]
            case 2:
                whole = whole[:at] + whole[at:end] * (1 + much % 40) + whole[end:]
            case 3:
                whole = whole[:at] + HURTFUL[much % len(HURTFUL)] + whole[at:]
            case 4:
                whole = whole[:at] + HURTFUL[much % len(HURTFUL)] + whole[end:]
            case 5:
                whole = whole[:at] + bytes([much % 256]) + whole[at + 1 :]
            case _:
                other = (where * 7919) % (len(whole) + 1)
                whole = whole[:at] + whole[other : other + 1 + much % 400] + whole[at:]
        whole = whole[: LARGEST * 2]
    return whole


class Bench:
    """Where inputs are tried, and what came of it."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.seen: Counter[str] = Counter()
        self.faults: dict[str, str] = {}
        self.tried = 0
        self._folder = Path(tempfile.mkdtemp(prefix="curator-fuzz-"))
        corpus.mkdir(parents=True, exist_ok=True)

    def try_out(self, name: str, whole: bytes) -> None:
        """Try one input; keep it if a reader cannot bear it."""
        path = self._folder / name
        path.write_bytes(whole)
        self.tried += 1
        try:
            bear(path, self.seen)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"
            if what[:120] not in self.faults:
                self.faults[what[:120]] = what
                digest = hashlib.sha256(whole).hexdigest()[:12]
                (self.corpus / f"{digest}-{name}").write_bytes(whole)
                print(f"{name}: {what}", flush=True)
        finally:
            path.unlink(missing_ok=True)


def kept(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what was found before, by the names it is read under."""
    for path in sorted(corpus.glob("*-*")):
        yield path.name.partition("-")[2], path.read_bytes()


def by_hypothesis(bench: Bench, until: float) -> None:
    """Let Hypothesis choose the accidents."""
    files = seeds()
    files.sort(key=lambda each: hashlib.sha256(each[1]).digest())  # of all kinds in turn
    turn = 0
    while time.monotonic() < until:
        name, whole = files[turn % len(files)]
        turn += 1
        accidents(bench, name, whole, turn)()


def accidents(bench: Bench, name: str, whole: bytes, turn: int) -> Callable[[], None]:
    """Return what tries one file after some accidents to it."""
    number = st.integers(0, 1 << 20)

    @seed(turn)
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.tuples(number, number, number), min_size=1, max_size=6))
    def accident(rolls: list[tuple[int, int, int]]) -> None:
        bench.try_out(name, changed(whole, rolls))

    return accident


def by_atheris(bench: Bench, until: float) -> None:
    """Let Atheris look for inputs that reach new lines."""
    if ATHERIS is None:
        raise RuntimeError("it is loaded where it is asked for")
    files = seeds()
    start = bench.corpus / "atheris"
    start.mkdir(exist_ok=True)
    for number, (_, whole) in enumerate(files):
        (start / f"seed{number}").write_bytes(bytes([number % 256, number // 256]) + whole)

    def one(data: bytes) -> None:
        if len(data) > 2:  # noqa: PLR2004  the two that choose the name
            name = files[(data[0] + 256 * data[1]) % len(files)][0]
            bench.try_out(name, data[2:])

    seconds = max(1, int(until - time.monotonic()))
    limits = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-rss_limit_mb=4000"]
    atexit.register(told, bench)  # for it ends the program itself
    ATHERIS.Setup([sys.argv[0], *limits, str(start)], one)
    ATHERIS.Fuzz()


def main() -> int:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument(
        "--corpus", type=Path, default=Path(tempfile.gettempdir()) / "curator-fuzz"
    )
    wished = parser.parse_args()
    bench = Bench(wished.corpus)
    until = time.monotonic() + wished.minutes * 60
    for name, whole in kept(wished.corpus):
        bench.try_out(name, whole)
    engine = by_atheris if wished.engine == "atheris" else by_hypothesis
    engine(bench, until)
    return told(bench)


def told(bench: Bench) -> int:
    """Print what came of it, and return the exit status."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    print(f"{bench.tried:,} inputs, {len(bench.faults)} faults, {memory >> 20} MB at most")
    for reader, count in sorted(bench.seen.items()):
        print(f"  {reader:<16}{count:>8,}")
    unread = {format_name(reader) for reader in READERS} - bench.seen.keys()
    if unread:
        print("  never read: " + ", ".join(sorted(unread)))
    return 1 if bench.faults or memory > MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
