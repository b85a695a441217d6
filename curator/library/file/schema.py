"""The tables of a library and how they came to be.

Two kinds of table. The archive — archives, people, posts, media — is what was said and is
written by imports only. The desk — marks, tags, notes, stories, blocks — is what the
editor makes of it, and every change to it can be undone. Between them stands the journal:
the steps that can be undone, kept across closing and crashing.

How the tables were made is in `migrations`.
"""

APPLICATION = 0x43757261  # 'Cura', in the file's header, so that other files are told apart
MAJOR = 1
"""Libraries of a higher major version are refused; see the file's user_version."""

VERSION = MAJOR << 16 | 4
"""Major and minor version, as qutebrowser packs them: a higher minor still opens."""

DESK_TABLES = (
    "marks",
    "tags",
    "post_tags",
    "notes",
    "standings",
    "consent_log",
    "protections",
    "descriptions",
    "stories",
    "blocks",
    "searches",
    "titles",
    "regroupings",
    "question_marks",
    "question_titles",
    "question_places",
    "chat_edits",
    "muted_words",
)

ARCHIVE_TABLES = (
    "kept_alone",
    "archive_posts",
    "archive_media",
    "archive_people",
    "post_terms",
    "versions",
    "media",
    "terms",
    "posts",
    "people",
    "archives",
)
"""Tables that imports write and that name a row by whole numbers or words: those that point
to others first. Pictures are apart: they are known by their content."""

INDEXES = {
    "posts_by_time": "ON posts (at, id, context, echo)",
    "posts_inside": "ON posts (context, echo) WHERE context <> 0 AND echo = ''",
    "posts_echoing": "ON posts (context, echo) WHERE echo <> ''",
    "posts_of_person": "ON posts (person, context)",
    "posts_by_reply": "ON posts (reply_to) WHERE reply_to <> ''",
    "posts_by_repost": "ON posts (repost_of) WHERE repost_of <> ''",
    "archive_posts_by_post": "ON archive_posts (post)",
    "post_terms_by_term": "ON post_terms (term, post)",
}
"""Indexes on what an import writes. The first import makes them at its end, which is a
quarter quicker than row by row; opening a library makes those that a crash left out."""
