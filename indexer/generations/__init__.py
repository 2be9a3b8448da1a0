"""Generations: complete, immutable builds of an index, side by side in one folder.

    ROOT/LOCK                   held by the kernel during a build, never deleted
    ROOT/CURRENT                "gen-000042-1a2b3c4d <sha256 of its manifest>", replaced by rename
    ROOT/COMPARED               the generation that its build compared, with its file times
    ROOT/SOURCES                the ledger of a build without changes (see `ledgers`)
    ROOT/gen-000042-1a2b3c4d/   the files of an engine, and MANIFEST.json with every checksum
    ROOT/tmp-*                  a build or a removal in progress; nobody reads it

Other packages use a `GenerationStore`: its builds write, a `Handle` reads. This package knows
neither what an engine writes nor what a release is: the caller passes a function that verifies the
content.

store      the interface of all stores, and the store that is a folder
pending_build
           a build in a folder; lock: one at a time; carrying: of files; publication: its steps;
           housekeeping: space, and what is removed; retention: which generations are
rollback   switches back to an older generation; ledgers: the files of ledgers
current    selects the generation to serve; handle: shares it; follower: refreshes the handle
listing    reads what lies in a folder; survey: the state of each generation
names      names in the folder, and the content of CURRENT; manifest: describes a generation
checksums  of files; checksum_cache; stamps: remembers what was compared at publication
files      status and guarded reading; sync: durable writing; errors
"""

from indexer.generations.current import Generation, Place
from indexer.generations.errors import (
    BUILT_BY_OTHERS,
    PublicationUnproven,
)
from indexer.generations.files import CLOCK_TICK
from indexer.generations.follower import Follower
from indexer.generations.handle import Handle
from indexer.generations.housekeeping import space_needed, unremovable_leftovers
from indexer.generations.manifest import Identity, Json, Manifest, Meta, utc_now
from indexer.generations.names import is_generation, is_index, next_name, number_of
from indexer.generations.pending_build import Publication
from indexer.generations.store import FolderStore, GenerationStore, PendingGeneration
from indexer.generations.survey import Listed, Survey

__all__ = [
    "BUILT_BY_OTHERS",
    "CLOCK_TICK",
    "FolderStore",
    "Follower",
    "Generation",
    "GenerationStore",
    "Handle",
    "Identity",
    "Json",
    "Listed",
    "Manifest",
    "Meta",
    "PendingGeneration",
    "Place",
    "Publication",
    "PublicationUnproven",
    "Survey",
    "is_generation",
    "is_index",
    "next_name",
    "number_of",
    "space_needed",
    "unremovable_leftovers",
    "utc_now",
]
