"""The two pretrained taggers as plain numpy: ragged batches, recurrent layers, decoding, and each network.

Their products are too small to gain by threads, and threads that wait for a busy core cost several times
the work itself. So where numpy is not loaded yet, and the user's environment does not say otherwise, it is
loaded here with one thread; the environment is left as it was.
"""

from __future__ import annotations

import importlib
import os
import sys

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def _load() -> None:
    added = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        importlib.import_module("numpy")
    finally:
        for name in added:
            del os.environ[name]


if "numpy" not in sys.modules:
    _load()
