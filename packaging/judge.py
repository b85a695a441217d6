"""Install the programs that judge what Curator writes, and print a table of what they find.

    python3 packaging/judge.py --install        asks apt-get, npm and pip for what is missing
    python3 packaging/judge.py LIBRARY [STORY]  writes every target and has it judged

What is not installed is left out of the table, and said. None of it ships with Curator.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override

from curator import work
from curator.insight.checks.verbatim import find_altered_quotes
from curator.library import Library
from curator.model import Heading, Story
from curator.work.publish_kit import everything_files
from curator.writers import WRITERS, is_whole, target_name
from curator.writers.kit.manuscript import manuscript

WORDPRESS = "/usr/share/wordpress/wp-includes/kses.php"
STYLES = "/usr/share/citation-style-language/styles/"
CACHE = Path(os.environ.get("CURATOR_JUDGES", "~/.cache/curator-judges")).expanduser()
DEBIAN = {
    "cmark": "cmark", "pandoc": "pandoc", "hugo": "hugo", "jekyll": "jekyll", "php": "php-cli",
    WORDPRESS: "wordpress", "qpdf": "qpdf", "pdfinfo": "poppler-utils",
    "soffice": "libreoffice-writer-nogui", "java": "default-jre-headless",
    STYLES + "apa.csl": "citation-style-language-styles",
    "chromium": "chromium", "node": "nodejs", "npm": "npm",
}  # fmt: skip
"""Programs, or a file, and the Debian package that has each."""

PAGES = ("page/recap.html", "newsletter/recap.html", "everything/index.html")
"""The pages that are judged as a browser shows them."""

CITED = {
    "APA": "apa.csl",
    "Chicago": "chicago-author-date.csl",
    "MLA": "modern-language-association.csl",
}
NODE = ("vnu-jar", "caniemail", "axe-core", "puppeteer-core")
CLIENTS = ("gmail.*", "outlook.*", "apple-mail.*")


class Verdict(NamedTuple):
    """What a judge says of a target."""

    judge: str
    target: str
    found: str


class Seen(HTMLParser):
    """The words and links that a browser would show."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.links: list[str] = []
        self.heads = 0
        self.feed(html)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        self.heads += tag in {"h1", "h2", "h3", "h4"}

    @override
    def handle_data(self, data: str) -> None:
        self.words += data


def squeezed(text: str) -> str:
    """Return text without spaces, and without our sign before addresses."""
    return "".join(text.replace("\u2060", "").split())


def kept(html: str, story: Story) -> str:
    """Return how many of a story's quotes, permalinks and headings are in some HTML."""
    seen = Seen(html)
    words = squeezed(seen.words)
    texts = words_of(story)
    found = sum(squeezed(text) in words for text in texts)
    wanted = [quote.post.url for quote in story.quotes if quote.post.url and not quote.credit]
    links = sum(address in seen.links for address in wanted)
    heads = sum(isinstance(block, Heading) for block in story.blocks)
    return (
        f"{found}/{len(texts)} quotes, {links}/{len(wanted)} permalinks,"
        f" {min(seen.heads, heads)}/{heads} headings"
    )


def words_of(story: Story) -> list[str]:
    """Return the words of each quote as they are shown."""
    return [quote.words for quote in manuscript(story).quotes]


def run(*command: str | Path, stdin: str = "", cwd: Path | None = None) -> str:
    """Return what a program prints; nothing where it fails."""
    done = subprocess.run(
        [str(each) for each in command], input=stdin, capture_output=True, text=True, cwd=cwd,
        check=False,
    )  # fmt: skip
    return done.stdout if done.returncode == 0 else f"FAILED: {done.stderr.strip()[-120:]}"


# The judges


def commonmark(folder: Path, story: Story) -> Iterator[Verdict]:
    """Have cmark and pandoc read the plain Markdown."""
    file = folder / "markdown" / "recap.md"
    for judge, command in (("cmark", ["cmark"]), ("pandoc", ["pandoc", "-f", "commonmark"])):
        if shutil.which(judge):
            yield Verdict(judge, "markdown", kept(run(*command, file), story))


def goldmark(folder: Path, story: Story) -> Iterator[Verdict]:
    """Have Hugo build a site of one bundle."""
    if not shutil.which("hugo"):
        return
    site = folder / "hugo-site"
    shutil.copytree(folder / "hugo", site / "content" / "recap")
    (site / "content" / "recap" / "recap.md").rename(site / "content" / "recap" / "index.md")
    (site / "layouts" / "_default").mkdir(parents=True)
    (site / "layouts" / "_default" / "single.html").write_text("{{ .Content }}")
    (site / "config.toml").write_text('baseURL = "https://recap.example/"\n')
    built = run("hugo", "-s", site)
    page = site / "public" / "recap" / "index.html"
    yield Verdict("hugo", "hugo", kept(page.read_text("utf-8"), story) if page.exists() else built)


def kramdown(folder: Path, story: Story) -> Iterator[Verdict]:
    """Have Jekyll build a site of one post."""
    if not shutil.which("jekyll"):
        return
    site = folder / "jekyll-site"
    (site / "_posts").mkdir(parents=True)
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text("{{ content }}")
    shutil.copy(folder / "jekyll" / "recap.md", site / "_posts" / "2026-01-01-recap.md")
    built = run("jekyll", "build", cwd=site)
    pages = list((site / "_site").rglob("recap.html"))
    yield Verdict("jekyll", "jekyll", kept(pages[0].read_text("utf-8"), story) if pages else built)


KSES = r"""
define('ABSPATH', '/usr/share/wordpress/'); define('WPINC', 'wp-includes');
foreach (['compat', 'plugin', 'functions', 'formatting', 'kses', 'shortcodes', 'blocks',
    'class-wp-block-parser'] as $part) require ABSPATH . WPINC . "/$part.php";
$html = file_get_contents('php://stdin'); echo wp_kses_post($html);
"""


def kses(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Have WordPress' filter for authors look at what is pasted into it."""
    if not (shutil.which("php") and Path(WORDPRESS).exists()):
        return
    for target in ("fragment", "styled", "wordpress"):
        html = (folder / target / "recap.html").read_text("utf-8")
        left = run("php", "-r", KSES, stdin=html)
        spaced = left.replace(" />", "/>")  # the editor writes <img/>, the filter <img />
        same = "unchanged" if html in {left, spaced} else "CHANGED"
        yield Verdict("wp_kses_post", target, same)


def nu(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Have the Nu checker read the pages."""
    jar = CACHE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not (jar.exists() and shutil.which("java")):
        return
    for page in PAGES:
        file = folder / page
        done = subprocess.run(
            ["java", "-jar", str(jar), "--errors-only", "--format", "json", str(file)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        errors = json.loads(done.stderr or '{"messages": []}')["messages"]
        yield Verdict("Nu", page, f"{len(errors)} errors")


AXE = """
const [puppeteer, axe, fs] = [require('puppeteer-core'), require('axe-core'), require('fs')];
(async () => {
  const [executablePath, args] = [process.argv[2], ['--no-sandbox']];
  const browser = await puppeteer.launch({executablePath, args});
  for (const scheme of ['light', 'dark']) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.setViewport({width: 390, height: 800});
    await page.goto('file://' + process.argv[3]);
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => axe.run());
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    console.log(scheme, found.violations.map(v => v.id).join(' ') || 'nothing',
      wide ? 'SCROLLS SIDEWAYS' : '');
  }
  await browser.close();
})();
"""


def axe(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Have axe-core look at the pages as a phone shows them, light and dark."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not (browser and (CACHE / "node_modules" / "axe-core").exists()):
        return
    script = CACHE / "axe.cjs"
    script.write_text(AXE)
    for page in PAGES:
        told = run("node", script, browser, folder / page)
        yield Verdict("axe-core", page, "; ".join(told.strip().split("\n")))


EMAIL = """
import { caniemail } from 'caniemail'; import fs from 'fs';
const told = caniemail({clients: %s, html: fs.readFileSync(process.argv[2], 'utf8')});
const names = new Set();
for (const [, found] of told.issues.errors) for (const each of found) names.add(each.title);
console.log([...names].join(', ') || 'nothing');
"""


def mail(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Have caniemail say what mail programs drop."""
    if not (CACHE / "node_modules" / "caniemail").exists():
        return
    script = CACHE / "email.mjs"
    script.write_text(EMAIL % json.dumps(CLIENTS))
    file = folder / "newsletter" / "recap.html"
    told = run("node", script, file).strip()
    yield Verdict("caniemail", "newsletter", f"dropped: {told}")
    yield Verdict("size", "newsletter", f"{file.stat().st_size / 1000:.0f} of 102 kB")


def word(folder: Path, story: Story) -> Iterator[Verdict]:
    """Have pandoc and LibreOffice open the Word file."""
    file = folder / "docx" / "recap.docx"
    if shutil.which("pandoc"):
        yield Verdict("pandoc", "docx", kept(run("pandoc", file, "-t", "html"), story))
    if shutil.which("soffice"):
        run("soffice", "--headless", "--convert-to", "txt:Text", "--outdir", folder, file)
        text = folder / "recap.txt"
        words = squeezed(text.read_text("utf-8-sig")) if text.exists() else ""
        texts = words_of(story)
        found = sum(squeezed(each) in words for each in texts)
        yield Verdict("LibreOffice", "docx", f"{found}/{len(texts)} quotes")


def paper(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Have qpdf and pdfinfo look at the PDF."""
    file = folder / "pdf" / "recap.pdf"
    if shutil.which("qpdf") and file.exists():
        told = run("qpdf", "--check", file)
        yield Verdict("qpdf", "pdf", "sound" if "No syntax" in told else told)
    if shutil.which("pdfinfo") and file.exists():
        told = run("pdfinfo", file)
        facts = re.findall(r"^(Title|Tagged|Pages): +(.*)$", told, re.MULTILINE)
        yield Verdict("pdfinfo", "pdf", ", ".join(f"{name} {value}" for name, value in facts))


def styles(folder: Path, story: Story) -> Iterator[Verdict]:
    """Have pandoc cite the quoted posts in three styles from each file of citations."""
    if not (shutil.which("pandoc") and Path(STYLES).is_dir()):
        return
    posts = {quote.post.url: quote.post for quote in story.quotes if not quote.credit}
    for suffix in (".csl.json", ".bib"):
        file = folder / "citations" / f"recap{suffix}"
        for style, name in CITED.items():
            text = f"---\nnocite: '@*'\nbibliography: '{file}'\ncsl: '{STYLES}{name}'\n---\n"
            told = run("pandoc", "--citeproc", "-t", "plain", "--wrap=none", stdin=text)
            lines = told.split("\n")
            whole = sum(
                any(address in line and str(post.at.year) in line for line in lines)
                and f"{post.author.name} (@{post.author.handle})" in told
                for address, post in posts.items()
            )
            found = f"{whole}/{len(posts)} with name, handle, date and address"
            yield Verdict("citeproc", f"{style} {suffix}", found)


def tables(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Check that the data package describes its files as they are."""
    package = json.loads((folder / "data" / "datapackage.json").read_text("utf-8"))
    right = 0
    for each in package["resources"]:
        content = (folder / "data" / each["path"]).read_bytes()
        right += len(content) == each["bytes"]
    rows = list(csv.reader((folder / "data" / "quotes.csv").read_text("utf-8-sig").splitlines()))
    told = f"{right}/{len(package['resources'])} files, {len(rows[0])} columns"
    yield Verdict("package", "data", told)
    if shutil.which("frictionless"):
        told = run("frictionless", "validate", folder / "data" / "datapackage.json")
        valid, wrong = told.count(" VALID"), told.count("INVALID")
        yield Verdict("frictionless", "data", f"{valid} valid, {wrong} invalid")


def hidden(folder: Path, _story: Story) -> Iterator[Verdict]:
    """Look for what pictures and documents may carry beside what they show."""
    parts = set[str]()
    for file in (each for each in folder.rglob("*.png") if each.is_file()):
        content, at = file.read_bytes(), 8
        while at < len(content):
            parts.add(content[at + 4 : at + 8].decode("latin-1"))
            at += 12 + int.from_bytes(content[at : at + 4])
    more = parts - {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}
    yield Verdict("metadata", "pictures", ", ".join(sorted(more)) or "none")
    with zipfile.ZipFile(folder / "docx" / "recap.docx") as word:
        told = word.read("docProps/core.xml").decode()
        named = sorted(set(re.findall(r"<(\w+:\w+)[ >]", told)) - {"cp:coreProperties"})
        yield Verdict("metadata", "docx", ", ".join(named))


def archive(folder: Path, story: Story) -> Iterator[Verdict]:
    """Compare every file that holds all quotes with the archive, as verify does."""
    for writer in WRITERS:
        if is_whole(writer):
            name = target_name(writer)
            file = folder / name / f"recap{writer.SUFFIX}"
            found = find_altered_quotes(story, file.read_bytes(), writer.SUFFIX)
            yield Verdict("verify", name, "; ".join(found) or "as in the archive")


JUDGES: tuple[Callable[[Path, Story], Iterator[Verdict]], ...] = (
    archive, commonmark, goldmark, kramdown, kses, nu, axe, mail, word, paper, styles, tables,
    hidden,
)  # fmt: skip


def install() -> None:
    """Install what is missing: Debian's packages as root, npm's in the cache."""
    there = {name for name in DEBIAN if shutil.which(name) or Path(name).is_file()}
    missing = {package for name, package in DEBIAN.items() if name not in there}
    if missing and shutil.which("apt-get"):
        subprocess.run(["apt-get", "-q", "update"], check=True)
        asked = ["apt-get", "install", "-y", "--no-install-recommends"]
        subprocess.run([*asked, *sorted(missing)], check=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", *NODE], cwd=CACHE, check=True)


def written(library: Path, wanted: str, folder: Path) -> Story:
    """Write every target of a story, each into a folder of its own, and return the story."""
    with Library(library) as opened:
        infos = opened.stories.all()
        info = next(each for each in infos if wanted in {"", str(each.id), each.title})
        story = work.masked_story(opened, info.id)
    for writer in WRITERS:
        for path, content in writer.write(story, "recap"):
            target = folder / target_name(writer) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for place, content in everything_files([story], "recap", folder / "everything"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return story


def main() -> int:
    """Print the table; fail where a judge finds a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("library", nargs="?", type=Path)
    parser.add_argument("story", nargs="?", default="")
    parser.add_argument("--install", action="store_true")
    chosen = parser.parse_args()
    if chosen.install:
        install()
    if chosen.library is None:
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = written(chosen.library, chosen.story, folder)
        verdicts = [verdict for judge in JUDGES for verdict in judge(folder, story)]
    for verdict in verdicts:
        print(f"{verdict.judge:<14}{verdict.target:<22}{verdict.found}")
    silent = {"cmark", "pandoc", "hugo", "jekyll", "php", "java", "soffice", "qpdf", "pdfinfo"}
    for program in sorted(program for program in silent if not shutil.which(program)):
        print(f"{program} is not installed: not asked.")
    return int(any(re.search(r"FAILED|CHANGED|SIDEWAYS|differs", v.found) for v in verdicts))


if __name__ == "__main__":
    sys.exit(main())
