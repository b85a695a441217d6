"""Commands `demo`, `formats`, `import`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import json_option, library_argument, print_json, run
from curator.dates import clockless_span, place_words, zone_called
from curator.errors import CuratorError, LibraryError
from curator.i18n import grouped, tr, trn
from curator.library import Library
from curator.readers import READERS, Reader, format_name, table
from curator.readers.kit.archive.day_from_name import check_start
from curator.readers.kit.archive.read_options import ReadOptions
from curator.settings import Settings, settings_path
from curator.work import Found, ImportReport
from curator.work.report import advice, damage_words, drawn, unlinked_words
from curator.work.zone_clues import announced_in, confirmed_by_accounts
from curator.writers import WRITERS, citations, markdown, page, target_name

_MOST_TOLD = 20
"""Most archives in one path of which it is told by name that they could not be read."""

_FORMATS = {format_name(reader): reader for reader in READERS}


@click.command()
@option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("curator-demo"),
    show_default="./curator-demo",
    help="Where the recap is put.",
)
def demo(folder: Path) -> None:
    """Make a recap of the sample chat: story.md and story.html."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CuratorError(
            tr(
                "“{folder}” cannot be made: {why}. Choose another with --to.",
                folder=folder,
                why=(error.strerror or "").lower(),
            )
        ) from error
    library = folder / "tomorrows-library.curator"
    targets = {writer: folder / f"story{writer.SUFFIX}" for writer in (page, markdown)}
    _refuse_foreign_files(library, targets.values())
    library.unlink(missing_ok=True)
    run(work.open_sample(library, starred=False), tr("Reading the sample chat"))
    story = run(work.rough_cut(library), tr("Making a rough cut")).story
    for writer, target in targets.items():
        task = work.export_story(library, story, writer, target, replaceable="all")
        run(task, tr("Writing"))
        click.echo(target)


def _refuse_foreign_files(library: Path, files: Iterable[Path]) -> None:
    """Raise an error if files are there that are not as an earlier demo wrote them."""
    written = set[str]()
    if library.is_file():
        with suppress(LibraryError), Library(library) as opened:
            written = {digest for each in opened.publications.all() for _, digest in each.files}
    for file in files:
        if file.is_file() and work.digest_of(file) not in written:
            raise CuratorError(
                tr(
                    "“{name}” is there already, and not as the demo wrote it. Give another folder"
                    " with --to.",
                    name=file.name,
                )
            )


@click.command()
@json_option
def formats(*, as_json: bool) -> None:
    """List what can be read and written."""
    read = [{"name": name, "title": reader.TITLE} for name, reader in _FORMATS.items()]
    writers = (*WRITERS, *citations.FORMATS)
    write = [{"name": target_name(writer), "title": writer.TITLE} for writer in writers]
    if as_json:
        print_json({"read": read, "write": write})
        return
    for title, entries in ((tr("Curator reads"), read), (tr("Curator writes"), write)):
        click.echo(title)
        for entry in entries:
            click.echo(f"  {entry['name']:<16}{entry['title']}")


@click.command("import")
@library_argument
@click.argument(
    "archives", metavar="ARCHIVE…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@option("--format", "name", type=click.Choice(list(_FORMATS)), help="Do not guess it.")
@option("--as", "handle", default="", metavar="HANDLE", help="Whose own archive it is.")
@option("--zone", default="", help="Zone of times that have none, like Europe/London.")
@option("--start", default="", metavar="TIME", help="When it began, if it does not tell.")
@option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="Of a table.")
@option("--preset", default="", metavar="NAME", help="Columns saved so; with --map, save them so.")
@json_option
def import_(  # noqa: PLR0913  one parameter for each option
    library: Path,
    archives: tuple[Path, ...],
    name: str | None,
    handle: str,
    zone: str,
    columns: tuple[str, ...],
    *,
    start: str,
    preset: str,
    as_json: bool,
) -> None:
    """Read ARCHIVEs into LIBRARY, which is made if it is not there.

    An ARCHIVE is a file, a folder, a zip or “-”, which is standard input.
    """
    chosen = _columns(dict(_pair(each) for each in columns), preset)
    options = ReadOptions(handle.removeprefix("@"), _zone(zone), _start(start), chosen)
    reader = _FORMATS[name] if name else table if options.columns else None
    with TemporaryDirectory(prefix="curator-") as folder:
        reports = [
            report
            for archive in _named(archives, Path(folder))
            for report in _all(library, _inside(archive, reader), reader, options, as_json=as_json)
        ]
    if library.exists():
        with Library(library) as opened:
            if said := settle_zone(opened, zone, reports):
                click.echo(said, err=True)
    if as_json:
        print_json({"archives": reports})
    if any("error" in report for report in reports):
        raise click.exceptions.Exit(1)


def _columns(chosen: dict[str, str], preset: str) -> dict[str, str]:
    """Return the columns that were chosen, which are saved under a name; or that were saved so."""
    if not preset:
        return chosen
    settings = Settings.load(settings_path())
    if chosen:
        replace(settings, presets=settings.with_preset(preset, chosen)).save(settings_path())
        return chosen
    if held := settings.presets.get(" ".join(preset.split())):
        return {field: name for field, name in held.items() if name}
    raise click.BadParameter(
        tr(
            "No columns are saved as “{name}”. Saved are: {names}. --map with it saves some.",
            name=preset,
            names=", ".join(f"“{each}”" for each in settings.presets) or tr("none"),
        ),
        param_hint="--preset",
    )


def settle_zone(library: Library, zone: str, reports: Sequence[Mapping[str, Any]]) -> str:
    """Set the zone that is named, or at the first import the one that posts announce.

    Return where times are shown then and why, as a sentence; '' if there is nothing to say. A
    search for announcements misses “9pmET”: what the report of the only archive counted is told.
    Times that name no zone and were read as UTC are shown in it, as they are written.
    """
    if library.recall("zone"):
        return ""
    taken = [report for report in reports if "error" not in report]
    if not zone and taken and all(map(_is_as_written, taken)):
        return ""
    hint = None if zone else announced_in(library)
    counted = reports[0].get("zone_reason", "") if len(reports) == 1 else ""
    if hint and counted and reports[0]["likely_zone"] == hint.zone:
        hint = replace(hint, reason=counted)
    for report in taken:
        hint = hint and confirmed_by_accounts(
            hint, report["accounts_zone"], report["accounts_reason"]
        )
    if hint and hint.is_weak:
        return tr("Times are shown in UTC. {reason} --zone {zone} shows them there.",
            reason=hint.reason, zone=hint.zone)  # fmt: skip
    zone = hint.zone if hint else zone
    if zone:
        library.remember("zone", zone)
    if hint is None:
        return ""
    return tr("Times are shown in {place}: {reason} --zone names another.",
        place=place_words(zone_called(zone)), reason=hint.reason)  # fmt: skip


def _is_as_written(report: Mapping[str, Any]) -> bool:
    """Tell whether times were read as UTC of which nothing says that they are."""
    return bool(report["assumed_zone"] == "UTC" != report["likely_zone"])


def _named(archives: tuple[Path, ...], folder: Path) -> Iterator[Path]:
    """Yield the named paths; for “-”, standard input saved in a folder."""
    for archive in archives:
        if str(archive) == "-":
            archive = folder / tr("standard input")  # noqa: PLW2901  it stands for it
            with archive.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        yield archive


def _inside(archive: Path, reader: Reader | None) -> list[Found]:
    """Return the archives in a path; with a format or a mapping, the path as one archive."""
    if reader is not None:
        return [Found(archive)]
    try:
        return run(work.archives_in(archive), tr("Looking into {name}", name=archive.name))
    except CuratorError:
        return [Found(archive)]  # the import itself reports what is wrong


def _all(
    library: Path,
    found: list[Found],
    reader: Reader | None,
    options: ReadOptions,
    *,
    as_json: bool,
) -> Iterator[dict[str, Any]]:
    """Import the archives in a path; of very many that nobody knows, the first are named."""
    failed = 0
    for archive in found:
        report = _one(library, archive, reader, options, as_json=as_json)
        if "error" in report:
            failed += 1
            if failed <= _MOST_TOLD:
                click.echo(report["error"], err=True)
        yield report
    if failed > _MOST_TOLD:
        more = trn(
            "{count} more archive in {name} could not be read either.",
            "{count} more archives in {name} could not be read either.",
            failed - _MOST_TOLD,
            name=found[0].path.name,
        )
        click.echo(more, err=True)


def _one(
    library: Path, archive: Found, reader: Reader | None, options: ReadOptions, *, as_json: bool
) -> dict[str, Any]:
    """Import one archive; return an error and let the next one be read."""
    doing = tr("Importing {name}", name=archive.name)
    try:
        if not options.zone:
            options = run(work.fill_in_zone(library, archive, reader, options), doing)
        report = run(work.import_archive(library, archive, reader, options), doing)
    except CuratorError as error:
        return {"path": str(archive.path), "part": archive.part, "error": str(error)}
    if not as_json:
        for line in _report_lines(report):
            click.echo(line)
        for skipped in report.skipped[:20]:
            click.echo(f"  {skipped.where}: {skipped.why}", err=True)
        if report.skipped_count > 20:  # noqa: PLR2004
            more = report.skipped_count - 20
            click.echo(trn("  and {count} more", "  and {count} more", more), err=True)
    return report.values()


def _report_lines(report: ImportReport) -> Iterable[str]:
    yield tr(
        "{name}: {read:,} read ({new:,} added, {known:,} already there);"
        " {skipped:,} more unreadable",
        name=report.part or Path(report.path).name,
        read=report.read,
        new=report.new,
        known=report.known,
        skipped=report.skipped_count,
    )
    if report.first and report.last:
        people = trn("{count} person", "{count} people", report.people)
        if report.knows_clock:
            yield "  " + tr(
                "{people}, {first} to {last} (UTC)",
                people=people,
                first=f"{report.first:%Y-%m-%d %H:%M}",
                last=f"{report.last:%Y-%m-%d %H:%M}",
            )
        else:
            span = clockless_span(report.first, report.last, elapsed=report.elapsed > 0)
            yield f"  {people}, {span}"
    if chart := drawn(report.activity):
        yield "  " + tr("Posts over that time: {chart}", chart=f"▕{chart}▏")
    if report.languages:
        named = ", ".join(f"{lang} {grouped(count)}" for lang, count in report.languages.items())
        yield "  " + tr("Languages: {languages}", languages=named)
    if report.joined:
        yield f"  {report.joined_words}"
    damage = damage_words(report.damaged, report.repaired), unlinked_words(report)
    for remark in (*report.remarks, *filter(None, damage), *advice(report)):
        yield f"  {remark}"


def _zone(name: str) -> str:
    if name:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise click.BadParameter(
                tr("{name} is not a zone. Write it like Europe/London.", name=name),
                param_hint="--zone",
            ) from error
    return name


def _start(text: str) -> str:
    if text:
        try:
            check_start(text)
        except CuratorError as error:
            raise click.BadParameter(str(error), param_hint="--start") from error
    return text


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not (field and equals and column):
        raise click.BadParameter(
            tr("“{text}” is not FIELD=COLUMN, like text=Words.", text=text), param_hint="--map"
        )
    return field, column
