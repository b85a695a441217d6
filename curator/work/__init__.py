"""Long tasks, each a generator that yields its progress and returns its result.

Whoever runs a task only iterates it: the command line in a loop, the window on a thread,
a test with finish(). To cancel is to stop iterating; a task cleans up in finally.
"""

from curator.work.codebook import (
    CodebookRead,
    codebook_in,
    codes_of,
    export_codebook,
    export_coded,
    take_in_codes,
)
from curator.work.copying import copy_library
from curator.work.drafting import Draft, draft
from curator.work.enlarging import enlarge
from curator.work.exporting import export_story, told, warnings, write_whole
from curator.work.faceting import FacetCounts, count_facets
from curator.work.fetching import Failure, Fetched, fetch_pictures, look_for_pictures, servers
from curator.work.history_log import history_csv, history_size, step_kind, step_name
from curator.work.id_lists import ids_of, read_ids
from curator.work.importing import go_to, import_archive, preview, redo, remove_archive, undo
from curator.work.people import list_people, people_csv
from curator.work.people_table import PeopleTable, read_people_csv, take_people
from curator.work.recaps import (
    Recipe,
    RecipeKind,
    built_in,
    copy_of,
    discard,
    keep,
    recipe,
    recipes,
)
from curator.work.recognising import Recognised, place_of, recognise
from curator.work.report import ImportReport, Preview
from curator.work.rough_cut import RoughCut, rough_cut, snippet_blocks
from curator.work.sample import open_sample
from curator.work.series import Carried, carry_from, carry_over, same_series
from curator.work.series import told as carried_words
from curator.work.swapping import Swap, note_swapped, other_choices
from curator.work.task import Progress, Work, finish
from curator.work.unpacking import Found, archives_in
from curator.work.watching import Watched, take_in_news
from curator.work.working_out import is_worked_out, work_out

__all__ = [
    "Carried",
    "CodebookRead",
    "Draft",
    "FacetCounts",
    "Failure",
    "Fetched",
    "Found",
    "ImportReport",
    "PeopleTable",
    "Preview",
    "Progress",
    "Recipe",
    "RecipeKind",
    "Recognised",
    "RoughCut",
    "Swap",
    "Watched",
    "Work",
    "archives_in",
    "built_in",
    "carried_words",
    "carry_from",
    "carry_over",
    "codebook_in",
    "codes_of",
    "copy_library",
    "copy_of",
    "count_facets",
    "discard",
    "draft",
    "enlarge",
    "export_codebook",
    "export_coded",
    "export_story",
    "fetch_pictures",
    "finish",
    "go_to",
    "history_csv",
    "history_size",
    "ids_of",
    "import_archive",
    "is_worked_out",
    "keep",
    "list_people",
    "look_for_pictures",
    "note_swapped",
    "open_sample",
    "other_choices",
    "people_csv",
    "place_of",
    "preview",
    "read_ids",
    "read_people_csv",
    "recipe",
    "recipes",
    "recognise",
    "redo",
    "remove_archive",
    "rough_cut",
    "same_series",
    "servers",
    "snippet_blocks",
    "step_kind",
    "step_name",
    "take_in_codes",
    "take_in_news",
    "take_people",
    "told",
    "undo",
    "warnings",
    "work_out",
    "write_whole",
]
