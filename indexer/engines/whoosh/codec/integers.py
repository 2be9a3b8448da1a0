"""Packed numbers in a mapped file that are read one by one, in about as many bytes as they need.

They are written in groups of 64, each group in the narrowest whole bytes for its numbers. Layout,
little endian: the count (uint64); for runs, where the first run of each group begins (uint64);
where each group begins (uint32) and the bytes per number (uint8); the groups.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array

GROUP = 64
_SHIFT, _WITHIN = 6, GROUP - 1
_HEAD = 8
# The value of a byte by its index in a number.
_PLACES = np.asarray([1 << 8 * byte for byte in range(7)], np.int64)
_LEAST = np.asarray([1 << 8 * size for size in range(8)], np.uint64)


def pack_integers(values: Array) -> bytes:
    """Pack numbers from 0 to 2**56 for `Integers`."""
    return _pack(values.astype(np.int64), b"")


def pack_runs(sizes: Array, begin: int = 0) -> bytes:
    """Pack the sizes of consecutive runs, the first at `begin`, for `Runs`."""
    sizes = sizes.astype(np.int64)
    starts = begin + sizes.cumsum() - sizes
    return _pack(sizes, starts[::GROUP].astype("<u8").tobytes())


def _pack(values: Numbers, anchors: bytes) -> bytes:
    groups = -(-len(values) // GROUP)
    padded = np.zeros((groups, GROUP), "<u8")
    padded.reshape(-1)[: len(values)] = values
    widths = np.searchsorted(_LEAST, padded.max(axis=1, initial=0), "right")
    sizes = GROUP * widths
    starts = sizes.cumsum() - sizes
    data = np.zeros(int(sizes.sum()), np.uint8)
    for width in np.unique(widths).tolist():
        some = np.flatnonzero(widths == width)
        rows = padded[some].view(np.uint8).reshape(-1, GROUP, 8)[:, :, :width]
        data[starts[some, None] + np.arange(GROUP * width)] = rows.reshape(len(some), -1)
    # The last group is cut to its numbers.
    missing = GROUP * groups - len(values)
    end = len(data) - missing * int(widths[-1]) if groups else 0
    count = np.asarray([len(values)], "<u8").tobytes()
    rest = (starts.astype("<u4"), widths.astype(np.uint8), data[:end])
    return b"".join((count, anchors, *(part.tobytes() for part in rest)))


class Integers:
    """Reads what `pack_integers` wrote; safe to share between threads."""

    def __init__(self, data: memoryview, *, anchored: bool = False) -> None:
        self._count = int.from_bytes(data[:_HEAD], "little")
        groups = -(-self._count // GROUP)
        anchors = _HEAD + (8 * groups if anchored else 0)
        widths = anchors + 4 * groups
        self.anchors = data[_HEAD:anchors].cast("Q")
        self._starts = data[anchors:widths].cast("I")
        self._widths = data[widths : widths + groups]
        self._data = data[widths + groups :]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> int:
        group = number >> _SHIFT
        width = self._widths[group]
        at = self._starts[group] + width * (number & _WITHIN)
        return int.from_bytes(self._data[at : at + width], "little")

    def group_start(self, group: int, count: int) -> Sequence[int]:
        """The first `count` numbers of a group."""
        at, width = self._starts[group], self._widths[group]
        if width == 1:
            return self._data[at : at + count]
        if width == 2:
            return self._data[at : at + 2 * count].cast("H")
        raw = np.frombuffer(self._data, np.uint8, count * width, at).reshape(count, width)
        numbers: list[int] = (raw @ _PLACES[:width]).tolist()
        return numbers

    def group(self, group: int) -> Sequence[int]:
        return self.group_start(group, min(GROUP, self._count - (group << _SHIFT)))

    def select(self, numbers: Numbers) -> Numbers:
        """The numbers at some indexes."""
        groups = numbers >> _SHIFT
        widths = np.frombuffer(self._widths, np.uint8)[groups].astype(np.int64)
        at = np.frombuffer(self._starts, np.uint32)[groups] + widths * (numbers & _WITHIN)
        raw = np.frombuffer(self._data, np.uint8)
        values = np.zeros(len(numbers), np.int64)
        for byte in range(int(widths.max(initial=0))):
            wide = np.flatnonzero(widths > byte)
            values[wide] |= raw[at[wide] + byte].astype(np.int64) << 8 * byte
        return values

    def group_rows(self, groups: Numbers) -> Numbers:
        """The numbers of some groups, a row for each; that of the last group is padded with
        zeros."""
        raw = np.frombuffer(self._data, np.uint8)
        starts = np.frombuffer(self._starts, np.uint32)[groups]
        widths = np.frombuffer(self._widths, np.uint8)[groups]
        whole = groups < self._count >> _SHIFT
        values = np.zeros((len(groups), GROUP), np.int64)
        for width in filter(None, np.flatnonzero(np.bincount(widths[whole])).tolist()):
            some = np.flatnonzero((widths == width) & whole)
            size = GROUP * width
            # A view of all windows of this size: the wanted ones are copied in one step each.
            stretches = np.ndarray((len(raw) - size + 1, size), np.uint8, raw, strides=(1, 1))
            planes = stretches[starts[some]].reshape(-1, GROUP, width)
            for byte in range(width):
                values[some] |= planes[:, :, byte].astype(np.int64) << 8 * byte
        for row in np.flatnonzero(~whole).tolist():
            last = self.group(int(groups[row]))
            values[row, : len(last)] = last
        return values

    def to_array(self) -> Numbers:
        return self.group_rows(np.arange(len(self._widths))).reshape(-1)[: self._count]


class Runs:
    """Reads what `pack_runs` wrote: where each run begins and ends; safe to share between
    threads."""

    def __init__(self, data: memoryview) -> None:
        self._sizes = Integers(data, anchored=True)
        self._anchors = self._sizes.anchors

    def __len__(self) -> int:
        return len(self._sizes)

    def __getitem__(self, number: int) -> tuple[int, int]:
        """Where a run begins and ends."""
        group = number >> _SHIFT
        sizes = self._sizes.group_start(group, (number & _WITHIN) + 1)
        end = self._anchors[group] + sum(sizes)
        return end - sizes[-1], end

    def group(self, group: int) -> list[int]:
        """Where the runs of a group begin, and where the last one ends."""
        return list(accumulate(self._sizes.group(group), initial=self._anchors[group]))

    def select(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Where some runs begin, and their sizes."""
        groups, within = numbers >> _SHIFT, numbers & _WITHIN
        # Adjacent numbers are often in one group.
        is_new_group = np.diff(groups, prepend=-1) != 0
        rows = self._sizes.group_rows(groups[is_new_group])
        cells = (is_new_group.cumsum() - 1, within)
        sizes = rows[cells]
        anchors = np.frombuffer(self._anchors, np.uint64)[groups].astype(np.int64)
        return anchors + rows.cumsum(axis=1)[cells] - sizes, sizes

    def group_firsts(self) -> tuple[Numbers, Numbers]:
        """Where the first run of each group begins, and its size, in one step for all groups: many
        times faster than `select` with their numbers."""
        starts = np.frombuffer(self._anchors, np.uint64).astype(np.int64)
        return starts, self._sizes.select(np.arange(0, len(self), GROUP))

    def bounds(self) -> Numbers:
        """Where all runs begin, and where the last one ends."""
        begin = self._anchors[0] if len(self) else 0
        return np.append(0, self._sizes.to_array().cumsum()) + begin
