"""Generations: complete, immutable builds of an index, side by side in one folder.

    ROOT/LOCK                   one build at a time; held by the kernel, never deleted
    ROOT/CURRENT                "gen-000042-1a2b3c4d <sha256 of its manifest>", replaced by rename
    ROOT/COMPARED               which generation was read whole when it was published, and the times of its files
    ROOT/SOURCES                the files of sources as a build found them that had nothing to publish (see `indexer.sources`)
    ROOT/gen-000042-1a2b3c4d/   what an engine wrote, and MANIFEST.json with every checksum
    ROOT/tmp-*                  being built or being removed; nobody reads it

A `Shelf` is what others have of it: its builds write, a `Handle` reads. Nothing here knows what an engine writes, nor what a
release is: verification of the content is a function that the caller passes in.

shelf      where generations live: what a build, a reader and an overseer may do there
store      a build; lock: one at a time; publication: its steps; carrying: what it takes over from the one before
current    which generation to serve; handle: the open one, lent to threads; follower: keeps it current
survey     what lies in the folder; leftovers: what killed builds left there
names      names in the folder, and the line in CURRENT; manifest: what a generation is; checksums: of its files
stamps     what was compared when it was published; files: reading without trust; sync: writing that lasts; errors
"""

from indexer.generations.current import Generation, Place
from indexer.generations.errors import OF_OTHERS, PublicationUnproven, reason_of, untouched
from indexer.generations.files import CLOCK_TICK
from indexer.generations.follower import Follower
from indexer.generations.handle import Handle
from indexer.generations.leftovers import unremovable
from indexer.generations.manifest import Identity, Json, Manifest, Meta
from indexer.generations.names import following, is_generation, is_index, number
from indexer.generations.shelf import Folder, Shelf, UnderWay
from indexer.generations.store import Publication, space_needed, utc_now
from indexer.generations.survey import Listed, Survey

__all__ = [
    "CLOCK_TICK",
    "OF_OTHERS",
    "Folder",
    "Follower",
    "Generation",
    "Handle",
    "Identity",
    "Json",
    "Listed",
    "Manifest",
    "Meta",
    "Place",
    "Publication",
    "PublicationUnproven",
    "Shelf",
    "Survey",
    "UnderWay",
    "following",
    "is_generation",
    "is_index",
    "number",
    "reason_of",
    "space_needed",
    "unremovable",
    "untouched",
    "utc_now",
]
