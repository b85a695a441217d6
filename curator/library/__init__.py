"""The only place that speaks SQL."""

from curator.library.desk.echo_groups import Echo, EchoGroup
from curator.library.desk.people import FIELDS, Account, People, Person, Quoted
from curator.library.desk.tags import KEYS, LONGEST_TAG, renamed
from curator.library.desk.versions import Version
from curator.library.file.damage import look_for_damage
from curator.library.file.faults import cause_in
from curator.library.file.schema import DESK_TABLES
from curator.library.history.snapshots import SNAPSHOTS, Snapshot
from curator.library.history.undo import Changes, HistorySize, Step
from curator.library.imports.archives import ARCHIVE
from curator.library.library import (
    CHATS,
    ECHOES,
    PICTURES,
    QUESTIONS,
    STORIES,
    Library,
)
from curator.library.salvage import Salvaged, salvage
from curator.library.search.facets import FACETS, Facet, FacetKind
from curator.library.search.query import Query, tokens, typed
from curator.library.search.sql_terms import TERMS, moment
from curator.library.search.visibility import person_of
from curator.library.values.normalise import folded
from curator.library.values.rows import (
    Archive,
    ArchiveId,
    Bin,
    BlockId,
    Chat,
    ChatId,
    Counts,
    Echoes,
    EchoWhy,
    GroupSize,
    Order,
    PersonId,
    PlacedBy,
    Placement,
    PostId,
    Question,
    QuestionId,
    Row,
    SavedSearch,
    SearchId,
    Seen,
    SnapshotId,
    StoryId,
    StoryInfo,
    Tag,
    TagId,
    Thread,
    VersionId,
)

__all__ = [
    "ARCHIVE",
    "CHATS",
    "DESK_TABLES",
    "ECHOES",
    "FACETS",
    "FIELDS",
    "KEYS",
    "LONGEST_TAG",
    "PICTURES",
    "QUESTIONS",
    "SNAPSHOTS",
    "STORIES",
    "TERMS",
    "Account",
    "Archive",
    "ArchiveId",
    "Bin",
    "BlockId",
    "Changes",
    "Chat",
    "ChatId",
    "Counts",
    "Echo",
    "EchoGroup",
    "EchoWhy",
    "Echoes",
    "Facet",
    "FacetKind",
    "GroupSize",
    "HistorySize",
    "Library",
    "Order",
    "People",
    "Person",
    "PersonId",
    "PlacedBy",
    "Placement",
    "PostId",
    "Query",
    "Question",
    "QuestionId",
    "Quoted",
    "Row",
    "Salvaged",
    "SavedSearch",
    "SearchId",
    "Seen",
    "Snapshot",
    "SnapshotId",
    "Step",
    "StoryId",
    "StoryInfo",
    "Tag",
    "TagId",
    "Thread",
    "Version",
    "VersionId",
    "cause_in",
    "folded",
    "look_for_damage",
    "moment",
    "person_of",
    "renamed",
    "salvage",
    "tokens",
    "typed",
]
