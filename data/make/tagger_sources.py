"""What the taggers' registry packages hold: a frozen graph, parameter files, word lists.

Neither TensorFlow nor Paddle is needed: both formats are protocol buffers around plain little-endian floats.
"""

from __future__ import annotations

import io
import json
import math
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FoolSource:
    """FoolNLTK's recogniser at full precision: arrays by name in the graph, ids of characters, tags."""

    arrays: dict[str, Floats]
    characters: dict[str, int]
    tags: list[str]


@dataclass(frozen=True)
class LacSource:
    """LAC's tagger at full precision: arrays by file name, the three dictionaries, tags by id.

    `segments` are the words that cut a text, `total` the sum of their counts; `words` gives the id of each
    unit, `replaced` the character that stands for another before its id is looked up.
    """

    arrays: dict[str, Floats]
    segments: list[str]
    total: int
    words: dict[str, int]
    replaced: dict[str, str]
    tags: list[str]

    @property
    def logtotal(self) -> float:
        """Logarithm of the total of the counts, what every word of a cut costs."""
        return math.log(self.total)


def read_fool(sdist: Path) -> FoolSource:
    """The recogniser of the source distribution `foolnltk-0.1.7.tar.gz`."""
    with tarfile.open(sdist) as tar:
        graph, maps = _member(tar, "data/ner.pb"), _member(tar, "data/map.zip")
    with zipfile.ZipFile(io.BytesIO(maps)) as packed:
        known = json.loads(packed.read("all_map.json"))
    tags = [known["ner_map"][str(i)] for i in range(len(known["ner_map"]))]
    return FoolSource(dict(_constants(graph)), known["char_map"], tags)


def read_lac(sdist: Path) -> LacSource:
    """The tagger (not the segmenter or ranker) of the source distribution `LAC-2.1.2.tar.gz`."""
    with tarfile.open(sdist) as tar:
        names = [n for n in tar.getnames() if "/lac_model/model/" in n and not n.endswith("__model__")]
        arrays = {n.rsplit("/", 1)[1]: parameter(_member(tar, n)) for n in names}
        conf = {
            n: _member(tar, f"lac_model/conf/{n}.dic").decode() for n in ("small_seg", "word", "q2b", "tag")
        }
    counted = [line.strip().split(" ") for line in conf["small_seg"].splitlines()]
    tags = {int(i): tag for i, tag in _pairs(conf["tag"])}
    return LacSource(
        arrays,
        [word for word, _ in counted],
        sum(int(count) for _, count in counted),
        {word: int(i) for i, word in _pairs(conf["word"])},
        dict(_pairs(conf["q2b"])),
        [tags[i] for i in range(len(tags))],
    )


def parameter(data: bytes) -> Floats:
    """The tensor of a Paddle 1.x parameter file."""
    (levels,) = struct.unpack_from("<Q", data, 4)
    at = 12
    for _ in range(levels):
        at += 8 + struct.unpack_from("<Q", data, at)[0]
    (size,) = struct.unpack_from("<i", data, at + 4)
    shape = [value for key, value in _fields(data[at + 8 : at + 8 + size]) if key == 2]
    return np.frombuffer(data, "<f4", offset=at + 8 + size).reshape(shape)


def _pairs(text: str) -> Iterator[list[str]]:
    """Pairs of a tab-separated list; a line feed alone ends a line, and other lines are passed over."""
    return (cells for cells in (line.split("\t") for line in text.split("\n")) if len(cells) == 2)


def _member(tar: tarfile.TarFile, end: str) -> bytes:
    name = next(n for n in tar.getnames() if n.endswith(end))
    found = tar.extractfile(name)
    assert found is not None
    return found.read()


def _constants(graph: bytes) -> Iterator[tuple[str, Floats]]:
    """Names and values of the float constants of a frozen TensorFlow 1 graph (GraphDef)."""
    for _, node in _fields(graph):
        name, attributes = "", {}
        for key, value in _fields(node):
            if key == 1:
                name = value.decode()
            elif key == 5:
                entry = dict(_fields(value))
                attributes[entry[1]] = entry[2]
        tensor = dict(_fields(attributes.get(b"value", b""))).get(8, b"")
        parts = dict(_fields(tensor)) if isinstance(tensor, bytes) else {}
        if parts.get(1) == 1 and 4 in parts:
            shape = [dict(_fields(size))[1] for key, size in _fields(parts[2]) if key == 2]
            yield name, np.frombuffer(parts[4], "<f4").reshape(shape)


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Numbers and values of the fields of a protocol buffer message."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        if key & 7 == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        size, at = _varint(data, at) if key & 7 == 2 else (8 if key & 7 == 1 else 4, at)
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
