"""RIS for reference managers (Zotero, EndNote, Mendeley): a record of type NEWS a release."""

from collections.abc import Iterable, Iterator

from indexer.export.lines import one_line
from indexer.releases.release import Release


def write(releases: Iterable[Release]) -> Iterator[str]:
    for release in releases:
        day = release.day
        fields = (
            ("TY", "NEWS"),
            ("ID", release.id),
            ("TI", release.headline),
            ("AU", release.agency),
            ("PB", release.agency),
            ("PY", f"{day.year:04}" if day else None),
            ("DA", day.isoformat().replace("-", "/") if day else None),
            ("CY", release.place),
            ("LA", release.language),
            ("UR", release.url),
            ("AB", release.body),
        )
        lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields if value]
        yield "".join([*lines, "ER  - \r\n\r\n"])
