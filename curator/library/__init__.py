"""The only place that speaks SQL."""

from curator.library.desk.chat_zones import ZoneFound
from curator.library.desk.consents import CLEARED, ConsentNote
from curator.library.desk.echo_groups import Echo, EchoGroup
from curator.library.desk.kept_states import KeptStates
from curator.library.desk.people import FIELDS, Account, People, Person, Quoted
from curator.library.desk.publications import ALL_STORIES, Publication, TakeDown
from curator.library.desk.tags import KEYS, LONGEST_TAG, renamed
from curator.library.desk.versions import Version
from curator.library.file.backups import (
    Backup,
    back_up,
    backup_content,
    backup_folder,
    backup_folder_words,
    backup_places,
    backups,
    is_due,
    restore,
)
from curator.library.file.conflicted_copies import conflicted_copies
from curator.library.file.connection import found_damaged, is_library
from curator.library.file.damage import look_for_damage
from curator.library.file.faults import cause_in
from curator.library.file.schema import DESK_TABLES
from curator.library.history.snapshots import SNAPSHOTS, Snapshot
from curator.library.history.undo import Changes, HistorySize, Step
from curator.library.imports.archives import ARCHIVE
from curator.library.library import (
    CHATS,
    ECHOES,
    MUTING,
    PICTURES,
    QUESTIONS,
    STORIES,
    THREADS,
    Library,
)
from curator.library.salvage import Salvaged, salvage
from curator.library.search.chat_dates import moment
from curator.library.search.facets import FACETS, Facet, FacetKind
from curator.library.search.grouping import PostGroup
from curator.library.search.query import Query, tokens, typed
from curator.library.search.sql_terms import TERMS
from curator.library.search.visibility import person_of
from curator.library.values.known_blocks import KnownBlocks
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
    GroupBy,
    GroupSize,
    InsertedBatch,
    MutedWords,
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
    SnapshotId,
    StandIns,
    StoryId,
    StoryInfo,
    Tag,
    TagId,
    Thread,
    VersionId,
)
from curator.library.values.story_merge import ORDER, Choice
from curator.library.values.three_way import Conflict, Opinion, Opinions, three_way

__all__ = [
    "ALL_STORIES",
    "ARCHIVE",
    "CHATS",
    "CLEARED",
    "DESK_TABLES",
    "ECHOES",
    "FACETS",
    "FIELDS",
    "KEYS",
    "LONGEST_TAG",
    "MUTING",
    "ORDER",
    "PICTURES",
    "QUESTIONS",
    "SNAPSHOTS",
    "STORIES",
    "TERMS",
    "THREADS",
    "Account",
    "Archive",
    "ArchiveId",
    "Backup",
    "Bin",
    "BlockId",
    "Changes",
    "Chat",
    "ChatId",
    "Choice",
    "Conflict",
    "ConsentNote",
    "Counts",
    "Echo",
    "EchoGroup",
    "EchoWhy",
    "Echoes",
    "Facet",
    "FacetKind",
    "GroupBy",
    "GroupSize",
    "HistorySize",
    "InsertedBatch",
    "KeptStates",
    "KnownBlocks",
    "Library",
    "MutedWords",
    "Opinion",
    "Opinions",
    "Order",
    "People",
    "Person",
    "PersonId",
    "PlacedBy",
    "Placement",
    "PostGroup",
    "PostId",
    "Publication",
    "Query",
    "Question",
    "QuestionId",
    "Quoted",
    "Row",
    "Salvaged",
    "SavedSearch",
    "SearchId",
    "Snapshot",
    "SnapshotId",
    "StandIns",
    "Step",
    "StoryId",
    "StoryInfo",
    "Tag",
    "TagId",
    "TakeDown",
    "Thread",
    "Version",
    "VersionId",
    "ZoneFound",
    "back_up",
    "backup_content",
    "backup_folder",
    "backup_folder_words",
    "backup_places",
    "backups",
    "cause_in",
    "conflicted_copies",
    "folded",
    "found_damaged",
    "is_due",
    "is_library",
    "look_for_damage",
    "moment",
    "person_of",
    "renamed",
    "restore",
    "salvage",
    "three_way",
    "tokens",
    "typed",
]
