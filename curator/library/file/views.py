"""The views by which other programs read a library: Datasette, pandas, a spreadsheet.

Curator itself never reads them. They show what the window shows, in words and ISO times,
and mask who does not want to be shown: the authors, those who are mentioned, and whose
words others repeat. `docs/open-file.md` tells what each column is.
"""

from __future__ import annotations

import sqlite3

_RANKS = "CASE {0} WHEN 'withheld' THEN 3 WHEN 'role' THEN 2 WHEN 'handle' THEN 1 ELSE 0 END"

_PEOPLE = f"""
    said (face, consent, role) AS (
        SELECT ifnull(same_as, person), max({_RANKS.format("consent")}), max(role)
        FROM standings GROUP BY 1
    ),
    shown (id, consent, handle, name) AS (
        SELECT people.id, ifnull(said.consent, 0),
            iif(ifnull(said.consent, 0) < 2, people.handle, ''),
            CASE ifnull(said.consent, 0) WHEN 0 THEN people.name WHEN 1 THEN ''
                WHEN 2 THEN ifnull(said.role, '') ELSE '[withheld]' END
        FROM people LEFT JOIN standings ON standings.person = people.id
        LEFT JOIN said ON said.face = ifnull(standings.same_as, people.id)
    ),
    hidden (handle) AS (
        SELECT lower(people.handle) FROM people JOIN shown ON shown.id = people.id
        WHERE shown.consent = 3
    )
"""
"""How each person is to appear: the strictest that was said of any of their accounts."""

_MENTIONED = (
    "json_extract(span.value, '$[0]') = 'mention'"
    " AND lower(json_extract(span.value, '$[3]')) IN (SELECT handle FROM hidden)"
)


def _masked(words: str) -> str:
    """Return SQL for words of a post without people who are withheld."""
    return f"""CASE
        WHEN shown.consent = 3 OR EXISTS (
            SELECT 1 FROM echoes JOIN posts source ON source.id = echoes.source
            JOIN shown other ON other.id = source.person
            WHERE echoes.post = posts.id AND other.consent = 3
        ) OR (posts.repost_of <> '' AND EXISTS (
            SELECT 1 FROM posts source JOIN shown other ON other.id = source.person
            WHERE source.platform = posts.platform AND source.key = posts.repost_of
            AND other.consent = 3
        )) THEN '[withheld]'
        WHEN EXISTS (SELECT 1 FROM hidden) AND posts.spans <> '' THEN (
            WITH RECURSIVE spans (place, mention) AS (
                SELECT row_number() OVER (ORDER BY length(mention) DESC), mention FROM (
                    SELECT DISTINCT substr(posts.text, json_extract(span.value, '$[1]') + 1,
                        json_extract(span.value, '$[2]') - json_extract(span.value, '$[1]')
                    ) AS mention FROM json_each(posts.spans) span WHERE {_MENTIONED}
                )
            ),
            cut (place, words) AS (
                SELECT 0, {words} UNION ALL
                SELECT spans.place, replace(cut.words, spans.mention, '@[withheld]')
                FROM cut JOIN spans ON spans.place = cut.place + 1
            )
            SELECT words FROM cut ORDER BY place DESC LIMIT 1
        )
        ELSE {words} END"""


_SAID_AT = "strftime('%Y-%m-%dT%H:%M:%SZ', posts.at / 1000, 'unixepoch')"
_PERMALINK = "iif(shown.consent < 2, posts.url, '')"

_TAGS = """ifnull((
        SELECT group_concat(name, ', ') FROM (
            SELECT tags.name FROM post_tags JOIN tags ON tags.id = post_tags.tag
            WHERE post_tags.post = posts.id ORDER BY tags.name
        )
    ), '')"""

_MARK = """ifnull((SELECT mark FROM marks WHERE marks.post = posts.id), ifnull((
        SELECT mark FROM marks JOIN posts original ON original.id = marks.post
        WHERE posts.repost_of <> '' AND original.platform = posts.platform
        AND original.key = posts.repost_of
    ), 'undecided'))"""

_QUESTION = """(
        SELECT number FROM questions WHERE questions.id = CASE
            WHEN EXISTS (SELECT 1 FROM question_places WHERE question_places.post = posts.id)
            THEN (SELECT question FROM question_places WHERE question_places.post = posts.id)
            ELSE (SELECT question FROM answers WHERE answers.post = posts.id) END
    )"""

_CHAT = """ifnull((
        SELECT ifnull(nullif(title, ''), strftime('%Y-%m-%d', begins / 1000, 'unixepoch'))
        FROM chats WHERE posts.at BETWEEN begins AND ends LIMIT 1
    ), '')"""

_BLOCKS = f"""
    SELECT stories.id AS story, stories.title AS title,
        row_number() OVER (PARTITION BY stories.id ORDER BY blocks.rank, blocks.id) AS position,
        blocks.kind AS kind,
        CASE WHEN blocks.kind IN ('heading', 'text') THEN blocks.text
            WHEN posts.id IS NULL THEN ''
            ELSE {_masked("iif(blocks.kind = 'pull', blocks.text, posts.text)")} END AS words,
        ifnull(shown.handle, '') AS handle, ifnull(shown.name, '') AS name,
        ifnull({_SAID_AT}, '') AS said_at, ifnull({_PERMALINK}, '') AS permalink
    FROM blocks JOIN stories ON stories.id = blocks.story
    LEFT JOIN posts ON posts.id = blocks.post LEFT JOIN shown ON shown.id = posts.person
"""

VIEWS = {
    "posts_readable": f"""CREATE VIEW posts_readable AS WITH {_PEOPLE}
    SELECT posts.id AS id, posts.platform AS platform, posts.key AS key, {_SAID_AT} AS said_at,
        shown.handle AS handle, shown.name AS name, {_masked("posts.text")} AS text,
        {_PERMALINK} AS permalink, {_QUESTION} AS question, {_CHAT} AS chat, {_MARK} AS mark,
        {_TAGS} AS tags, iif(posts.echo = '', '', 'yes') AS echo, posts.likes AS likes,
        posts.reposts AS reposts, posts.replies AS replies, posts.followers AS followers,
        posts.lang AS lang
    FROM posts JOIN shown ON shown.id = posts.person
    WHERE posts.context <> 1 ORDER BY posts.at, posts.id""",
    "people_readable": f"""CREATE VIEW people_readable AS WITH {_PEOPLE}
    SELECT people.id AS id, people.platform AS platform, shown.handle AS handle,
        shown.name AS name,
        iif(shown.consent = 3, '', ifnull(standings.role, '')) AS role,
        iif(shown.consent > 1, '', ifnull(standings.organisation, '')) AS organisation,
        iif(shown.consent = 3, '', ifnull(standings.sector, '')) AS sector,
        ifnull(standings.seat, '') AS seat,
        CASE shown.consent WHEN 3 THEN 'withheld' WHEN 2 THEN 'role' WHEN 1 THEN 'handle'
            ELSE 'full' END AS consent,
        count(posts.id) AS posts,
        strftime('%Y-%m-%dT%H:%M:%SZ', min(posts.at) / 1000, 'unixepoch') AS first_said_at,
        strftime('%Y-%m-%dT%H:%M:%SZ', max(posts.at) / 1000, 'unixepoch') AS last_said_at
    FROM people JOIN shown ON shown.id = people.id
    LEFT JOIN standings ON standings.person = people.id
    LEFT JOIN posts ON posts.person = people.id AND posts.context <> 1
    GROUP BY people.id ORDER BY posts DESC, people.id""",
    "stories_readable": f"""CREATE VIEW stories_readable AS WITH {_PEOPLE} {_BLOCKS}
    ORDER BY story, position""",
    "quotes": f"""CREATE VIEW quotes AS WITH {_PEOPLE}, told AS ({_BLOCKS})
    SELECT * FROM told WHERE said_at <> '' ORDER BY story, position""",
}
"""The SQL of each view, as it stands in the file."""


def are_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the views in a file are those of this version."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    return dict(rows.fetchall()) == VIEWS


def drop_views(connection: sqlite3.Connection) -> None:
    """Take the views out, so that tables can be changed under them."""
    for name in VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS {name}")


def make_views(connection: sqlite3.Connection) -> None:
    """Put the views of this version into a file."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        drop_views(connection)
        for sql in VIEWS.values():
            connection.execute(sql)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
