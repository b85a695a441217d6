"""Descriptions of files without posts, or with private messages only.

Nothing of it is read but its first words, to say what it is: lists of ids, likes and people,
counts, messages, advertisements, the addresses of machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from curator.i18n import tr, trn
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.refused.id_lists import is_id_list, is_link_list, links_in
from curator.readers.kit.tables.columns import column, guess, plain
from curator.readers.kit.tables.tables import SUFFIXES, tables_of
from curator.readers.kit.tables.xlsx import SUFFIXES as WORKBOOKS
from curator.readers.kit.text.encoding import decoded

_SCRIPT = re.compile(r"\s*window\.YTD\.([a-z_]{1,60})\.part\d", re.ASCII)
_HEAD = 4096
_MOST_LINKS = 100_000
_MOST_FILES = 200
_DISCORD_TEXT = re.compile(r"=+\r?\nGuild: .*\r?\nChannel: ")
_SUBTITLE = re.compile(r"\s*\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> ", re.ASCII)
_CHAT_OF = "chat of "
_OTHER_CHATS: Mapping[str, re.Pattern[str]] = {
    "Google Chat": re.compile(r'"creator"\s*:\s*\{[^{}]{0,400}\}[^{}]{0,100}"created_date"'),
    "Zulip": re.compile(r'"zerver_\w+"\s*:'),
    "Mattermost": re.compile(r'^\s*\{"type":\s*"version",\s*"version":\s*\d'),
    "Rocket.Chat": re.compile(r'"rid"\s*:.{0,400}"_updatedAt"\s*:', re.DOTALL),
    "Reddit": re.compile(r'"kind"\s*:\s*"(?:Listing|t[13])"|"subreddit"\s*:'),
    "YouTube": re.compile(r'"author_(?:id|is_uploader)"\s*:'),
    "LINE": re.compile(r"^(?:\[LINE\]|.{0,80}LINE[^\n]{0,40}\n[^\n]{0,60}\d{4}/\d\d/\d\d)"),
    "KakaoTalk": re.compile(r"^.{0,200}(?:카카오톡|KakaoTalk Chats)", re.DOTALL),
    "QQ": re.compile(r"\s*消息记录（此消息记录为文本格式"),
    "Viber": re.compile(r"\s*\[ ?\d{1,2} [^\W\d_]{3,12}\.? \d{4},? \d{1,2}:\d\d(?: [AP]M)? ?\] "),
    "slackdump": re.compile(r"\s*> [^\n]{1,80} \[[A-Z][A-Z0-9]{1,20}\] @ \d"),
}
"""Programs whose chats people keep, by how their files begin."""

_BETWEEN = frozenset({"start", "end"})
_COUNTED = frozenset({"tweetcount", "minutecount", "hourcount", "daycount", "count"})
_OF_POSTS = frozenset({"url", "likes", "reposts", "replies", "reply_to", "media"})
_COMPLIANCE = frozenset({"action", "redactedat"})


def describe_unread_files(source: Source) -> Iterator[str]:
    """Yield a sentence for each kind of known file without posts."""
    said: set[str] = set()
    for name in source.names[:_MOST_FILES]:
        kind = "" if is_media(name) else _kind(source, name)
        if kind and kind not in said:
            said.add(kind)
            yield _describe_links(source) if kind == "links" else _sentence(kind, name)


def _kind(source: Source, name: str) -> str:
    """Return what a file contains instead of posts, '' if unknown."""
    if is_id_list(source, name):
        return "ids"
    if is_link_list(source, name):
        return "links"
    head = decoded(source.head(name, _HEAD))[0].lstrip("\ufeff")
    if script := _SCRIPT.match(head):
        return _of_script(script[1]) or "account"
    if head.lstrip()[:1] == "<":
        return _of_page(head)
    if head.lstrip()[:1] in {"{", "["}:
        return _of_json(head)
    return _of_text(head) or _of_table(source, name)


def _describe_links(source: Source) -> str:
    """Say what is known of the posts that lists of links lead to, and what to do with them."""
    found = dict(islice(links_in(source), _MOST_LINKS))
    said = [
        trn(
            "{name} lists {count} link to a post, and no words.",
            "{name} lists {count} links to posts, and no words.",
            len(found),
            name=source.name,
        )
    ]
    if people := set(filter(None, found.values())):
        said.append(trn("{count} person wrote them.", "{count} people wrote them.", len(people)))
    times = [f"{at:%Y-%m-%d}" for key in found if (at := ids.time_of(key))]
    if times:
        said.append(tr("They are from {first} to {last}.", first=min(times), last=max(times)))
    said.append(
        tr(
            "Import a capture of the chat; then drop the list on the window, or use curator star "
            "--ids, to star those that are here."
        )
    )
    return " ".join(said)


def _of_text(head: str) -> str:
    """Return what plain text is that some program wrote in place of its data."""
    if _DISCORD_TEXT.match(head):
        return "discord page"
    if head.startswith("WEBVTT") or _SUBTITLE.match(head):
        return "subtitles"
    return _of_other_chat(head)


def _of_other_chat(head: str) -> str:
    """Return 'chat of …' for what a program wrote whose chats are not read; '' for any other."""
    found = (name for name, sign in _OTHER_CHATS.items() if sign.search(head))
    return next((f"{_CHAT_OF}{name}" for name in found), "")


def _of_script(kind: str) -> str:
    """Return what a script of the X archive lists; '' for posts."""
    if kind in {"tweet", "tweets", "note_tweet", "deleted_tweets", "community_tweet"}:
        return ""
    kinds = {
        "like": "likes",
        "direct_message": "messages",
        "follow": "people",
        "block": "people",
        "mute": "people",
        "contact": "people",
        "ip_audit": "machines",
        "device": "machines",
        "ni_devices": "machines",
        "ad_": "ads",
        "tweet_header": "headers",
        "deleted_tweet_header": "headers",
    }
    return next((what for start, what in kinds.items() if kind.startswith(start)), "account")


def _of_page(head: str) -> str:
    """Return what a web page is that some program wrote in place of its data."""
    if "page_wrap" in head and "Exported Data" in head:
        return "telegram page"
    return "discord page" if "DiscordChatExporter" in head or "chatlog" in head else ""


def _of_json(head: str) -> str:
    """Return what a list of JSON holds that is no post."""
    if '"source_platform"' in head and '"nav_index"' in head:
        return "zeeschuimer"
    if '"string_list_data"' in head or '"relationships_' in head:
        return "people"
    if '"OrderedCollection"' in head and re.search(r'"id":\s*"(?:likes|bookmarks)\.json"', head):
        return "likes"
    if '"tweet_count"' in head and '"start"' in head:
        return "counts"
    return _of_other_chat(head)


def _of_table(source: Source, name: str) -> str:
    """Return what a table without words lists."""
    if not name.lower().endswith(SUFFIXES) or name.lower().endswith(WORKBOOKS):
        return ""
    for table in tables_of(source, name):
        if table.header and "text" not in guess(table.header):
            names = set(map(plain, table.header))
            if names >= _BETWEEN and names & _COUNTED:
                return "counts"
            if names >= _COMPLIANCE:
                return "compliance"
            if column(table.header, "account_address") or _is_people_table(guess(table.header)):
                return "people"
    return ""


def _is_people_table(known: Mapping[str, str]) -> bool:
    """Tell whether columns tell of people and nothing of posts, whose words may be unknown."""
    return {"handle", "followers"} <= known.keys() and known.keys().isdisjoint(_OF_POSTS)


def _sentence(kind: str, name: str) -> str:
    """Return a sentence about what a file contains, and what to do."""
    if kind.startswith(_CHAT_OF):
        return tr(
            "{name} is from {program}, which Curator does not read. Make a table of it with the "
            "columns time, name and text, and import that.",
            name=name,
            program=kind.removeprefix(_CHAT_OF),
        )
    known = {
        "ids": tr(
            "{name} holds only the ids of posts, not their words. "
            "Ask whoever made it for the posts themselves.",
            name=name,
        ),
        "headers": tr("{name} holds only the ids and times of posts, not their words.", name=name),
        "likes": tr(
            "{name} tells which posts somebody liked, without who wrote them and when. "
            "They are not read as posts.",
            name=name,
        ),
        "messages": tr("{name} holds private messages. Curator never reads them.", name=name),
        "people": tr("{name} is a list of people. It holds no posts.", name=name),
        "machines": tr(
            "{name} tells from which machines somebody logged in. Curator never reads that.",
            name=name,
        ),
        "ads": tr("{name} tells of advertisements. It holds no posts.", name=name),
        "account": tr("{name} tells of an account. It holds no posts.", name=name),
        "counts": tr(
            "{name} counts how many posts there were, but does not hold them.", name=name
        ),
        "compliance": tr(
            "{name} tells which posts were deleted later. It holds no posts.", name=name
        ),
        "zeeschuimer": tr(
            "{name} was collected by Zeeschuimer from another site than X. Save it from 4CAT as "
            "CSV, and import that.",
            name=name,
        ),
        "telegram page": tr(
            "{name} is a chat of Telegram as a web page. Export it again, and choose the format "
            "“Machine-readable JSON”.",
            name=name,
        ),
        "discord page": tr(
            "{name} is a channel of Discord as a web page or plain text. Save it again as JSON "
            "with DiscordChatExporter.",
            name=name,
        ),
        "subtitles": tr(
            "{name} holds what was spoken, as subtitles, and no posts. The chat of a meeting is "
            "saved as a file of its own.",
            name=name,
        ),
    }
    return known[kind]
