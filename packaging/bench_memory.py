"""Measures how much memory an import takes: of a JSON array, a Telegram export and a zip.

    python packaging/bench_memory.py [--megabytes 60] [--only array telegram zip] [--in FOLDER]

Each archive is made up, as large as is asked, and read by `curator import` in a process of
its own, whose largest resident size is printed. It is to stay under 300 MB however large the
archive is. It fails when it does not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

_ROOT = Path(__file__).parents[1]
_MOST = 300
_MILLION = 1_000_000
_BEGIN = 1_699_963_200
_PEOPLE = 5_000
_IN_A_DAY = 86_400
_TELEGRAM_HEAD = '{\n "name": "Big",\n "type": "public_supergroup",\n "id": 7,\n "messages": [\n'
_SCRIPT_HEAD = "window.YTD.tweets.part0 = ["
_ACCOUNT = 'window.YTD.account.part0 = [{"account": {"username": "ann", "accountId": "1"}}]'
_PICTURE = 1_200
"""Pixels a side."""

_FILM = 20 * _MILLION
_WORDS = ("library", "tool", "ladder", "drill", "borrow", "lend", "shelf", "tin", "street", "chat")


def main() -> int:
    """Make and read each archive, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=60, help="how large each archive is")
    parser.add_argument("--only", nargs="+", choices=list(_MAKERS), default=list(_MAKERS))
    parser.add_argument("--in", dest="folder", type=Path, help="where archives are made")
    asked = parser.parse_args()
    worst = 0.0
    for kind in asked.only:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            archive = _MAKERS[kind](Path(folder), asked.megabytes * _MILLION)
            peak, seconds, told = _import(archive, Path(folder) / "memory.curator")
            size = archive.stat().st_size / _MILLION
            print(f"{kind}: {size:,.0f} MB in {seconds:,.0f} s, {peak:,.0f} MB. {told}")
            worst = max(worst, peak)
    return int(worst > _MOST)


def _import(archive: Path, library: Path) -> tuple[float, float, str]:
    """Import an archive; return megabytes, seconds and what was said."""
    command = [sys.executable, "-m", "curator", "import", str(library), str(archive)]
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=_ROOT, stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode().splitlines()
    unit = 1 if sys.platform == "darwin" else 1024
    if process.returncode:
        raise SystemExit(process.returncode)
    return used.ru_maxrss * unit / _MILLION, time.monotonic() - began, told[0] if told else ""


def _array(folder: Path, size: int) -> Path:
    """Make an array of tweets, all on one line."""
    return _written(folder / "array.json", size, "[", _tweet, "]")


def _telegram(folder: Path, size: int) -> Path:
    """Make an export of a Telegram group."""
    return _written(folder / "result.json", size, _TELEGRAM_HEAD, _message, "]}")


def _zip(folder: Path, size: int) -> Path:
    """Make an account's archive: a tenth of it posts, a tenth pictures, the rest films."""
    script = _written(folder / "tweets.js", size // 10, _SCRIPT_HEAD, _own_tweet, "]")
    archive = folder / "account.zip"
    chance = random.Random(1)  # noqa: S311  no secret
    with zipfile.ZipFile(archive, "w", allowZip64=True) as file:
        file.writestr("data/account.js", _ACCOUNT)
        file.write(script, "data/tweets.js", zipfile.ZIP_DEFLATED)
        script.unlink()
        for number in range(1 + size // 10 // _MILLION):
            file.writestr(f"data/tweets_media/{number}-p.jpg", _picture(chance))
        number = 0
        while archive.stat().st_size < size:
            film = chance.randbytes(min(_FILM, size))
            file.writestr(f"data/tweets_media/{number}-f.mp4", film)
            number += 1
    return archive


_MAKERS: dict[str, Callable[[Path, int], Path]] = {
    "array": _array,
    "telegram": _telegram,
    "zip": _zip,
}


def _written(
    path: Path, size: int, head: str, record: Callable[[int], dict[str, Any]], tail: str
) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for part in _parts(size, record):
            file.write(part)
        file.write(tail)
    return path


def _parts(size: int, record: Callable[[int], dict[str, Any]]) -> Iterator[str]:
    written = number = 0
    while written < size:
        text = json.dumps(record(number), ensure_ascii=False)
        part = f",{text}" if number else text
        yield part
        written += len(part)
        number += 1


def _said(number: int) -> str:
    chance = random.Random(number)  # noqa: S311  no secret
    return f"{number} " + " ".join(chance.choices(_WORDS, k=18))


def _tweet(number: int) -> dict[str, Any]:
    person = number % _PEOPLE
    return {
        "created_at": _moment(number),
        "id": 10**17 + number,
        "id_str": str(10**17 + number),
        "full_text": f"{_said(number)} #big",
        "entities": {"hashtags": [{"text": "big", "indices": [0, 1]}], "urls": []},
        "user": {
            "id_str": str(person),
            "screen_name": f"person{person}",
            "name": f"Person {person}",
            "description": "A person of the made-up chat. " * 20,
            "followers_count": person,
            "profile_image_url_https": f"https://pictures.example/{person}.png",
        },
        "retweet_count": number % 7,
        "favorite_count": number % 11,
        "place": {"filler": "x" * 900},
        "lang": "en",
    }


def _own_tweet(number: int) -> dict[str, Any]:
    tweet = {key: value for key, value in _tweet(number).items() if key != "user"}
    tweet["id_str"] = str(number)
    address = f"https://pictures.example/p{number}.jpg"
    tweet["extended_entities"] = {
        "media": [
            {"media_url_https": address.replace(f"p{number}", "p"), "type": "photo", "url": "x"}
        ]
    }
    return {"tweet": tweet}


def _message(number: int) -> dict[str, Any]:
    person = number % _PEOPLE
    return {
        "id": number + 1,
        "type": "message",
        "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(_BEGIN + number)),
        "date_unixtime": str(_BEGIN + number),
        "from": f"Person {person}",
        "from_id": f"user{person}",
        "text": [_said(number), {"type": "hashtag", "text": "#big"}, " indeed"],
    }


def _moment(number: int) -> str:
    return time.strftime("%a %b %d %H:%M:%S +0000 %Y", time.gmtime(_BEGIN + number % _IN_A_DAY))


def _picture(chance: random.Random) -> bytes:
    side = _PICTURE
    image = Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side))
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
