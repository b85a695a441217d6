"""A rich story from the fictional chat #TomorrowsLibrary. Nobody in it exists."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from curator.counted import Bar, Figure, Participant, Resource, Scope
from curator.model import (
    Author,
    Cast,
    Chart,
    Divider,
    Facts,
    Heading,
    Links,
    Media,
    Passage,
    Post,
    PullQuote,
    Quote,
    Span,
    Story,
)

HASHTAG = "TomorrowsLibrary"


def drawer() -> bytes:
    """Draw a chest of small drawers, as a PNG."""
    sheet = Image.new("RGB", (960, 444), "#6E4F37")
    draw = ImageDraw.Draw(sheet)
    for row in range(3):
        for column in range(3):
            x, y = 24 + column * 309, 16 + row * 141
            fill = "#9A7552" if (row, column) == (1, 1) else "#8A6648"
            draw.rectangle((x, y, x + 294, y + 126), fill, "#5A3F2B", 6)
            draw.rectangle((x + 85, y + 48, x + 210, y + 84), "#EBDDC8")
    return _file(sheet, "PNG")


def portrait(colour: str = "#2F5D62") -> bytes:
    """Draw a face, as a JPEG."""
    sheet = Image.new("RGB", (120, 120), "#D8DDD6")
    draw = ImageDraw.Draw(sheet)
    draw.ellipse((36, 18, 84, 66), colour)
    draw.ellipse((14, 72, 106, 190), colour)
    return _file(sheet, "JPEG")


def _file(sheet: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    sheet.save(file, kind)
    return file.getvalue()


def named(content: bytes) -> str:
    """Return the name by which a library knows a picture."""
    return hashlib.sha256(content).hexdigest()


DRAWER, PORTRAIT, BROKEN = drawer(), portrait(), b"\x89PNG\r\n\x1a\nnot a picture after all"
PICTURES = {named(picture): picture for picture in (DRAWER, PORTRAIT, BROKEN)}

ELIF = Author("elifkarahan", "Elif Karahan", key="11", followers=410)
TOMAS = Author("tomas_irigaray", "Tomás Irigaray", key="12", bio="Cake tins.")
ADAEZE = Author(
    "adaeze_reads",
    "Adaeze Okwuosa",
    key="13",
    avatar=Media("image", "https://pictures.example/adaeze_reads.jpg", hash=named(PORTRAIT)),
)
PRIYA = Author("priya_stacks", "Priya Raghunathan", key="14")
LAYLA = Author("layla_hdd", "ليلى حدّاد", key="15")
NOAM = Author("noam_sifriya", "נועם שריד", key="16")
SAYURI = Author("sayuri_tosho", "中村さゆり", key="17")
HAYOON = Author("hayoon_lib", "김하윤", key="18")
FENWICK = Author("fenwickmobile", "Fenwick Mobile Library 🚌", key="19")
NIAMH = Author("niamh_odalaigh", "Niamh Ó Dálaigh", key="20")
RUTA = Author("rutakalnina", "Rūta Kalniņa", key="21")


def post(key: int, author: Author, clock: str, text: str, *media: Media) -> Post:
    """Return a post of the evening, its hashtags, mentions and one known link marked."""
    hour, minute = (int(part) for part in clock.split(":"))
    return Post(
        "twitter",
        str(1_790_000_000_000_000_000 + key),
        author,
        datetime(2026, 5, 14, hour - 1, minute, 7, tzinfo=UTC),
        text,
        url=f"https://twitter.com/{author.handle}/status/{1_790_000_000_000_000_000 + key}",
        lang="en",
        spans=tuple(_spans(text)),
        media=media,
    )


def _spans(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for word in text.split(" "):
        body = word.rstrip(".,!?")
        end = at + len(body)
        if body.startswith("#") and body[1:].isalpha():
            found.append(Span("hashtag", at, end, body[1:]))
        elif body.startswith("@"):
            found.append(Span("mention", at, end, body[1:]))
        elif body.startswith("https://t.co/"):
            address = "https://fenwickmobile.example/stop-7?from=chat"
            found.append(Span("link", at, end, address, "fenwickmobile.example/stop-7"))
        at += len(word) + 1
    return found


def _picture(content: bytes, alt: str = "") -> Media:
    return Media("image", "https://pictures.example/1.png", alt, "media/1.png", named(content))


LONG = (
    "A2: People do not come for a drill. They come because the landlord will not fix the shelf. "
    "We lend the drill, and then we lend them the letter-writing desk, and then the kettle, and "
    "then one day they are behind the desk themselves, writing somebody else’s letter. Cheers. 📚"
)

QUOTES = {
    "tomas": post(1, TOMAS, "19:04", "A1 A cake tin shaped like a dinosaur, 2009. It has been "
        "out for every birthday on the estate since. It has its own waiting list. "
        "#TomorrowsLibrary"),
    "elif": post(2, ELIF, "19:05", "A1 Seeds. You return them by growing them, so every loan "
        "comes back bigger than it left. 🌱 #TomorrowsLibrary",
        _picture(DRAWER, "A chest of small wooden drawers; the open one holds packets of seed.")),
    "hayoon": replace(post(3, HAYOON, "19:06", "A1 우리 도서관이 처음 빌려준 것은 우산이었어요. "
        "비 오는 날 돌아온 우산보다 책이 더 많았습니다. ☔ #TomorrowsLibrary"), lang="ko"),
    "adaeze": post(4, ADAEZE, "19:14", LONG),
    "priya": post(5, PRIYA, "19:16", "@adaeze_reads This. We put the leaflets inside the drill "
        "case.\n\nForty taken in a month:\n1. more than at the desk\n2. *far* more than online "
        "#TomorrowsLibrary", _picture(DRAWER), _picture(BROKEN, "The drill case, open."),
        Media("video", "https://pictures.example/v.mp4", "A drill, singing.", "media/v.mp4")),
    "layla": replace(post(6, LAYLA, "19:14", "جاءت جارتنا لتستعير ماكينة خياطة، وبقيت لتعلّم ثلاث "
        "فتيات التفصيل كل يوم خميس. #TomorrowsLibrary"), lang="ar"),
    "noam": replace(post(7, NOAM, "19:15", "השאלנו מטרייה, וחזרו עם שיר. @layla_hdd תודה! "
        "#TomorrowsLibrary"), lang="iw"),
    "sayuri": replace(post(8, SAYURI, "19:15", "Ａ２　望遠鏡を借りに来た小学生が、星座の本"
        "を棚ごと読み終えました。🔭 #TomorrowsLibrary"), lang="ja"),
    "fenwick": post(9, FENWICK, "19:18", "#TomorrowsLibrary A2 Everyone at stop 7 wants the "
        "carpet cleaner. They queue. Queues talk. https://t.co/7stop7stop"),
    "niamh": replace(post(10, NIAMH, "19:33", "A3 <b>No</b> bicycle ever & no bread maker: it "
        "smelled. [link](https://x.example) {{ 7*7 }} #TomorrowsLibrary"),
        key="~10", url="", precision="minute"),
    "ruta": replace(post(11, RUTA, "19:36", "A3 Thermal cameras, then the people who hold th"),
        at=datetime(2026, 5, 14, tzinfo=UTC), precision="day", cut=True),
}  # fmt: skip

SCOPE = Scope("#TomorrowsLibrary", zone="Europe/London", posts=1204, newest=1204,
    words="Posts with #TomorrowsLibrary from 14 May 2026, 18:45 to 16 May, 08:03, London time "
    "(BST). Reposts are counted as posts, not as originals.")  # fmt: skip

FIGURES = (
    Figure("posts", "1,204", "posts, 626 of them originals", "All posts.", low=1204),
    Figure("people", "142", "people, 91 in their own words", low=142),
    Figure("potential_reach", "48,200 to 214,630", "potential reach", "Followers.",
        "from the 60 of 61 accounts whose followers are recorded", low=48_200, high=214_630),
    Figure("sentence", "used well over 1,200 times on 14 May 2026", "", shape="line"),
)  # fmt: skip

CAST = (
    Participant("twitter", "adaeze_reads", "Adaeze Okwuosa", "Runs a lending room",
        "Launderette Row", "Public libraries", "guest", posts=31, originals=20),
    Participant("twitter", "fenwickmobile", "Fenwick Mobile Library 🚌", sector="A van", posts=12,
        originals=12),
    Participant("twitter", "layla_hdd", "ليلى حدّاد", posts=3),
)  # fmt: skip

SHARED = (
    Resource(
        "link", "https://fenwickmobile.example/stop-7", "How we run [stop 7] <b>", 9, 6, CAST[1]
    ),
    Resource("link", "https://lendingroom.example/prices?all=0|1", "", 5, 5, CAST[0]),
    Resource("link", "javascript:alert(1)", "", 1, 1),
    Resource("mention", "seedshelf", "", 4, 3, CAST[2]),
    Resource("hashtag", "LendAnything", "", 2, 1),
)

STORY = Story(
    "Lending more than books",
    (
        Passage("Ninety-one people spent an hour on the drills, telescopes and cake tins that "
            "libraries lend, and on what the borrowers stay for. These are the answers worth "
            "keeping, *in the words they were written in*."),
        Facts(FIGURES, SCOPE),
        Heading("Q1. What was the first thing your library lent that was not a book?"),
        PullQuote("It has been out for every birthday on the estate since. It has its own "
            "waiting list.", QUOTES["tomas"]),
        Quote(QUOTES["elif"]),
        Quote(QUOTES["hayoon"]),
        Heading("Q2. Who walks in for the drill and stays for the reading room?"),
        Passage("Nobody came for the shelves. Nearly everybody found them."),
        Quote(QUOTES["adaeze"]),
        Quote(QUOTES["priya"]),
        Quote(QUOTES["layla"]),
        Quote(QUOTES["noam"]),
        Quote(QUOTES["sayuri"]),
        Quote(QUOTES["fenwick"]),
        Divider(),
        Heading("Q3. What breaks, what goes missing, and what did you stop lending?"),
        Quote(QUOTES["niamh"], credit="A librarian in the west"),
        Quote(QUOTES["ruta"]),
        Heading("Links shared"),
        Links(SHARED, SCOPE),
        Heading("Who took part"),
        Cast("From public libraries like Adaeze Okwuosa (@adaeze_reads) to a van like Fenwick "
            "Mobile Library 🚌 (@fenwickmobile).", CAST, SCOPE),
        Chart("people", "Who said most", tuple(Bar(p.name, p.posts, 1, p) for p in CAST),
            "A chart of 3 bars, the longest first: Adaeze Okwuosa (31).", SCOPE),
        Chart("activity", "Posts over time", (Bar("19:00", 12, 2), Bar("19:05", 37, 20),
            Bar("19:10", 5)), "Posts over time from 19:00 to 19:10.", SCOPE),
        Heading("What next"),
        Passage("# The next chat\n\nIt is on [Thursday 11 June](https://chat.example/june), "
            "19:00 London time: **quiet rooms and loud rooms**. Bring one rule you dropped:\n\n"
            "- about noise\n- about food\n\n<script>alert(1)</script><img src=x onerror=y>"),
    ),
    zone="Europe/London",
    pictures=PICTURES,
    hashtags=frozenset({"tomorrowslibrary"}),
)  # fmt: skip
