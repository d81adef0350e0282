"""Weight files of the taggers: read once per process, widened to single precision."""

from __future__ import annotations

import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import TableError
from kg.extract.networks.ragged import Floats
from kg.knowledge.tables import data_path


def read(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of `data/models/<name>.npz`, half precision widened; raises TableError if it is damaged."""
    path = data_path(f"models/{name}.npz")
    try:
        with np.load(path, allow_pickle=False) as packed:
            return {key: widened(packed[key]) for key in packed.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise TableError(f"{path.name}: damaged weight file ({error}); reinstall county-kg") from None


def widened(array: NDArray[Any]) -> NDArray[Any]:
    """Half precision as single precision, anything else as it is."""
    return array.astype(np.float32) if array.dtype == np.float16 else array


def words(packed: NDArray[Any]) -> list[str]:
    """The strings of a list stored as bytes: UTF-8, one a line."""
    return packed.tobytes().decode("utf-8").split("\n")


def halved(array: Floats, columns: int) -> Floats:
    """A copy whose first columns (of the last axis) are halved: the gates that are sigmoids."""
    out = array.copy()
    out[..., :columns] *= 0.5
    return out
