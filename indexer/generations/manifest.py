"""The manifest: describes a generation and has the checksum of every file."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self, TypeAlias

from indexer.errors import BUILD, IndexDamaged, IndexOutOfDate

Json: TypeAlias = (
    "bool | int | float | str | list[Json] | tuple[Json, ...] | Mapping[str, Json] | None"
)

_FORMAT = 2
# Bytes, enough for half a million files.
MAX_MANIFEST_BYTES = 64 << 20
_BLANK = "0" * 64


_OWN_NAMES = (
    " (the names of KASHAF_PROTECTED and KASHAF_SYNONYMS are part of the analysis: "
    "give build and search the same)"
)


class Identity(NamedTuple):
    """What a reader must have in common with the build of a generation."""

    engine: str
    engine_version: str
    analysis: str
    schema: int

    def __str__(self) -> str:
        return (
            f"engine {self.engine} {self.engine_version}, analysis {self.analysis}, "
            f"schema {self.schema}"
        )


def utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class FileSum(NamedTuple):
    """Size in bytes and checksum (hex) of one file: XXH3 of 128 bits, which detects damage as
    reliably as a cryptographic hash in a fifth of the time. (Whoever may write here is trusted, see
    index/README.md.)"""

    size: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What the caller records about a build.

    ``documents_digest`` must not depend on the order of the releases, so that equal sources give
    equal digests; ``report`` is any JSON object.
    """

    identity: Identity
    releases: int
    documents_digest: str
    report: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """``built_at`` is an aware UTC time; ``files`` maps names relative to the folder to
    checksums."""

    generation: str
    built_at: datetime.datetime
    meta: Meta
    files: Mapping[str, FileSum]

    @property
    def identity(self) -> Identity:
        return self.meta.identity

    def require(self, expected: Identity) -> None:
        """Raises IndexOutOfDate unless the generation has that identity."""
        if self.identity == expected:
            return
        own = _OWN_NAMES if self.identity.analysis != expected.analysis else ""
        raise IndexOutOfDate(
            f"{self.generation} was built by {self.identity}; this program is {expected}{own}",
            BUILD,
            self.built_at,
        )

    @property
    def size(self) -> int:
        """Bytes of all files without the manifest."""
        return sum(entry.size for entry in self.files.values())

    def to_json(self) -> bytes:
        """UTF-8 JSON that ends in its own digest, computed with zeros in place of the digest."""
        fields = {
            "format": _FORMAT,
            "generation": self.generation,
            "built_at": self.built_at.astimezone(datetime.UTC).isoformat(),
            "identity": self.identity._asdict(),
            "releases": self.meta.releases,
            "documents_digest": self.meta.documents_digest,
            "report": self.meta.report,
            "files": {name: entry._asdict() for name, entry in sorted(self.files.items())},
            "digest": _BLANK,
        }
        text = json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"
        return _with_digest(text, hashlib.sha256(text).hexdigest())

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Raises IndexDamaged unless `to_json` wrote this, IndexOutOfDate for another format
        number."""
        try:
            fields = json.loads(text)
            written, digest = fields["format"], fields["digest"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise IndexDamaged(f"the manifest is not readable: {error!r}") from error
        if written != _FORMAT:
            raise IndexOutOfDate(
                f"the manifest has format {written!r} and this version reads format {_FORMAT}",
                BUILD,
                _built_at(fields),
            )
        if hashlib.sha256(_with_digest(text, _BLANK)).hexdigest() != digest:
            raise IndexDamaged("the manifest does not match its own digest")
        try:
            return cls._from_fields(fields)
        except (ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"the manifest lacks something: {error!r}") from error

    @classmethod
    def _from_fields(cls, fields: Mapping[str, object]) -> Self:
        """Only for text whose digest is right, so that its structure is known."""
        whole: dict[str, object] = dict(fields)
        files = whole["files"]
        identity = whole["identity"]
        report = whole["report"]
        if not (
            isinstance(files, dict) and isinstance(identity, dict) and isinstance(report, dict)
        ):
            raise TypeError("files, identity and report must be objects")
        return cls(
            generation=str(whole["generation"]),
            built_at=datetime.datetime.fromisoformat(str(whole["built_at"])),
            meta=Meta(
                identity=Identity(**identity),
                releases=int(str(whole["releases"])),
                documents_digest=str(whole["documents_digest"]),
                report=report,
            ),
            files={name: FileSum(**entry) for name, entry in files.items()},
        )


def _built_at(fields: Mapping[str, object]) -> datetime.datetime | None:
    """The build time in a manifest of another format, written as in all formats until now; else
    None."""
    try:
        built = datetime.datetime.fromisoformat(str(fields.get("built_at")))
    except ValueError:
        return None
    return built if built.tzinfo else None


def _with_digest(text: bytes, digest: str) -> bytes:
    """`text` with the 64 digits at its end replaced; unchanged if it does not end in a digest."""
    head, tail = text[: -len(_BLANK) - 4], text[-4:]
    if tail != b'"\n}\n' or not head.endswith(b'"digest": "'):
        return text
    return head + digest.encode() + tail
