"""Weight files of the taggers: read once per process, widened to single precision."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import TableError
from kg.extract.networks.ragged import Floats, Ints
from kg.knowledge.tables import data_path

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Embedding:
    """Vectors of a vocabulary at 12 bits a number, unpacked only where they are read.

    The upper 8 bits of a number are one byte, the lower 4 of two neighbours share one; `scale` is what one
    is worth in each row.
    """

    upper: NDArray[np.int8]
    lower: NDArray[np.uint8]
    scale: Floats

    def rows(self, ids: Ints) -> Floats:
        """The vectors of these units."""
        numbers = self.upper[ids].astype(np.int16)
        numbers *= 16
        pairs = self.lower[ids]
        numbers[:, 0::2] += pairs & 15
        numbers[:, 1::2] += pairs >> 4
        vectors = numbers.astype(np.float32)
        vectors *= self.scale[ids, None]
        return vectors


def read(name: str) -> Arrays:
    """The arrays of `data/models/<name>.npz`, half precision widened; raises TableError if it is damaged."""
    path = data_path(f"models/{name}.npz")
    try:
        with np.load(path, allow_pickle=False) as packed:
            return {key: _widened(packed[key]) for key in packed.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise TableError(f"{path.name}: damaged weight file ({error}); reinstall county-kg") from None


def embedding(packed: Arrays) -> Embedding:
    """The vectors among the arrays of a weight file."""
    return Embedding(packed["embedding_upper"], packed["embedding_lower"], packed["embedding_scale"])


def words(packed: NDArray[Any]) -> list[str]:
    """The strings of a list stored as bytes: UTF-8, one a line."""
    return packed.tobytes().decode("utf-8").split("\n")


def halved(array: Floats, columns: int) -> Floats:
    """A copy whose first columns (of the last axis) are halved: the gates that are sigmoids."""
    out = array.copy()
    out[..., :columns] *= 0.5
    return out


def _widened(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float32) if array.dtype == np.float16 else array
