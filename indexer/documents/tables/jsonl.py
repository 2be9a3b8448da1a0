"""Streams JSON lines: one release per line.

Memory holds one line, at most `limits.LINE_BYTES`, regardless of the size of the file. A bad line
yields a DocumentError, and reading continues with the next. Blank lines are skipped, but counted.
"""

import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from indexer.documents import limits
from indexer.documents.fields import rows
from indexer.documents.files.content import Content
from indexer.documents.tables import records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.releases.release import Release

# The number of a line, from 1, and its bytes without the line ending, or None if it is too long.
Line = tuple[int, bytes | None]

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of an open file, with a DocumentError in place of each refused line.

    Raises DocumentError if the rest of the file is unusable too (it changed, it is binary).
    """
    blank = 0
    for number, line in lines(encoding.utf8_chunks(file.chunks(), file.name), file.name):
        if line is None:
            reason = f"the line has more than {limits.LINE_BYTES:,} bytes"
            yield DocumentError(file.name, reason, number)
        elif line.strip(b" \t\r\xef\xbb\xbf"):
            blank = 0
            yield release(line, file.name, number)
        else:
            blank += 1
            if blank > limits.MAX_BLANK_LINES:
                reason = f"more than {limits.MAX_BLANK_LINES:,} blank lines in a row"
                raise DocumentError(file.name, reason, number)


def release(line: bytes, name: str, number: int) -> Release | DocumentError:
    """The release of one line, or why it is refused."""
    try:
        text = encoding.decode_marked(line, name)
        return records.release(_parse_object(text), name, number, line=number)
    except DocumentError as error:  # undecodable; the offset is that within the line
        return DocumentError(name, f"in this line: {error.reason}", number)
    except rows.RowFault as fault:
        return DocumentError(name, str(fault), number)


def lines(chunks: Iterable[bytes], name: str) -> Iterator[Line]:
    """The lines of a stream of bytes; for a line that is too long, only its number.

    Raises DocumentError if such a line contains a NUL byte: the file is binary or sparse.
    """
    number, pieces, size = 1, list[bytes](), 0
    for chunk in chunks:
        start = 0
        while start < len(chunk):
            end = chunk.find(b"\n", start)
            piece = chunk[start:] if end < 0 else chunk[start:end]
            size += len(piece)
            if size <= limits.LINE_BYTES:
                pieces.append(piece)
            else:
                pieces.clear()
                if b"\0" in piece:
                    raise DocumentError(name, "a long line with NUL bytes: not JSON lines", number)
            if end < 0:
                break
            yield number, _line(pieces, size)
            number, pieces, size, start = number + 1, [], 0, end + 1
    if size:
        yield number, _line(pieces, size)


def _line(pieces: list[bytes], size: int) -> bytes | None:
    return b"".join(pieces) if size <= limits.LINE_BYTES else None


def _parse_object(text: str) -> dict[str, Any]:
    """Parses `text` as a JSON object. Raises RowFault."""
    found = parse(text)
    if not isinstance(found, dict):
        raise rows.RowFault("an object {…} was expected on the line")
    return found


def parse(text: str) -> Any:
    """Parses `text` strictly as a JSON value. Raises RowFault."""
    try:
        found = json.loads(
            text,
            object_pairs_hook=_to_unique_dict,
            parse_constant=_refuse_constant,
            parse_float=_parse_finite,
        )
        if _SURROGATE_ESCAPE.search(text):
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise rows.RowFault(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise rows.RowFault("lists or objects are nested too deep") from None
    except UnicodeEncodeError:
        raise rows.RowFault(
            "half a surrogate pair (\\ud800 to \\udfff), which is no character"
        ) from None
    except (
        ValueError
    ):  # Python limits the digits of an integer, because parsing takes quadratic time
        most = sys.get_int_max_str_digits()
        raise rows.RowFault(f"a whole number has more than {most:,} digits") from None
    return found


def _to_unique_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen = set[str]()
        for key, _ in pairs:
            if key in seen:
                raise rows.RowFault(f"the key {json.dumps(key)} stands twice in one object")
            seen.add(key)
    return fields


def _parse_finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise rows.RowFault(f"the number {digits[:20]} is too large")
    return number


def _refuse_constant(constant: str) -> NoReturn:
    raise rows.RowFault(f"{constant} is not JSON")
