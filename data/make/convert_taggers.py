"""Makes `data/models/fool.npz` and `data/models/lac.npz` from the taggers' source distributions.

Usage: python data/make/convert_taggers.py CACHE [--reference]

CACHE is a folder; the source distributions of lac 2.1.2 and foolnltk 0.1.7 that are missing there are fetched
with `pip download`. With `--reference` the spans that the networks find at full precision in the sentences of
`tests/extract/golden/tagger_sentences.txt` are written beside them. The output depends on the two
packages alone; a second run writes the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tagger_reference import write_reference
from tagger_sources import FoolSource, LacSource, read_fool, read_lac

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "data" / "models"
GOLDEN = ROOT / "tests" / "extract" / "golden"
SDISTS = {"lac==2.1.2": "LAC-2.1.2.tar.gz", "foolnltk==0.1.7": "foolnltk-0.1.7.tar.gz"}

Arrays = dict[str, NDArray[Any]]


def fetch(cache: Path) -> tuple[Path, Path]:
    """Paths of the two source distributions, downloaded where they are missing."""
    missing = [name for name, file in SDISTS.items() if not (cache / file).exists()]
    if missing:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as bound:
            bound.write("setuptools<80\n")  # their setup.py imports pkg_resources
            bound.flush()
            pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:"]
            subprocess.run([*pip, "--build-constraint", bound.name, "-d", str(cache), *missing], check=True)
    lac, fool = (cache / file for file in SDISTS.values())
    return lac, fool


def embedding(rows: NDArray[np.float32]) -> Arrays:
    """Rows as whole numbers of 12 bits (-2047 to 2047) and what one is worth in each row.

    The upper 8 bits of a number are one byte, the lower 4 of two neighbours share one. At 8 bits some eight
    times as many sentences get another label than at full precision, at 16 bits no fewer than at 12.
    """
    scale = np.abs(rows).max(axis=1, keepdims=True) / np.float32(2047)
    steps = np.divide(rows, scale, out=np.zeros_like(rows), where=scale > 0)
    numbers = np.rint(steps).astype(np.int16)
    low = (numbers & 15).astype(np.uint8)
    return {
        "embedding_upper": (numbers >> 4).astype(np.int8),
        "embedding_lower": low[:, 0::2] | low[:, 1::2] << 4,
        "embedding_scale": scale[:, 0],
    }


def halves(array: NDArray[np.float32]) -> NDArray[np.float16]:
    """An array at half precision."""
    return array.astype(np.float16)


def lines(words: list[str]) -> NDArray[np.uint8]:
    """Strings as one array of bytes, one a line."""
    assert not any("\n" in word for word in words)
    return np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)


def fool_arrays(source: FoolSource) -> Arrays:
    """What `fool.npz` holds; the gates stay in TensorFlow's order."""
    arrays = source.arrays
    single = {c: i for c, i in source.characters.items() if len(c) == 1 and ord(c) <= 0xFFFF}
    known = len(source.characters)
    rows = np.concatenate((np.zeros((1, 100), np.float32), arrays["char_embeding"]))[:known]
    cells = [f"char_bilstm/bidirectional_rnn/{way}/basic_lstm_cell" for way in ("fw", "bw")]
    after, labels = arrays["crf_loss/transitions"], len(source.tags)
    return {
        "tags": lines(source.tags),
        "characters": np.array([ord(c) for c in single], np.uint16),
        "numbers": np.array(list(single.values()), np.uint16),
        **embedding(rows),
        "kernel": halves(np.stack([arrays[f"{cell}/kernel"] for cell in cells])),
        "bias": np.stack([arrays[f"{cell}/bias"] for cell in cells]),
        "hidden_weights": halves(arrays["project/hidden/w_tanh"]),
        "hidden_bias": arrays["project/hidden/b_tanh"],
        "output_weights": halves(arrays["project/output/w_out"]),
        "output_bias": arrays["project/output/b_out"],
        "start": after[labels, :labels],
        "after": after[:labels, :labels],
    }


def lac_arrays(source: LacSource) -> Arrays:
    """What `lac.npz` holds: only the units that its own cutting can give, each with its embedding row."""
    arrays, rows = source.arrays, lac_rows(source)
    kept = sorted(set(rows.values()) | {source.words["OOV"]})
    place = {row: i for i, row in enumerate(kept)}
    layers: Arrays = {}
    for depth in (0, 1):
        ways = [f"{2 * depth + way}" for way in (0, 1)]
        recurrent = [arrays[f"gru_{way}.w_0"].ravel() for way in ways]
        layers |= {
            f"inputs{depth}": halves(np.stack([arrays[f"fc_{way}.w_0"] for way in ways])),
            f"bias{depth}": np.stack([arrays[f"fc_{w}.b_0"] + arrays[f"gru_{w}.b_0"].ravel() for w in ways]),
            f"gates{depth}": halves(np.stack([r[: 128 * 256].reshape(128, 256) for r in recurrent])),
            f"new{depth}": halves(np.stack([r[128 * 256 :].reshape(128, 128) for r in recurrent])),
        }
    return {
        "tags": lines(source.tags),
        "segments": lines(source.segments),
        "logtotal": np.array(source.logtotal),
        "units": lines(list(rows)),
        "numbers": np.array([place[row] for row in rows.values()], np.uint16),
        "unknown": np.array(place[source.words["OOV"]], np.uint16),
        **embedding(arrays["word_emb"][kept]),
        **layers,
        "output_weights": halves(arrays["fc_4.w_0"]),
        "output_bias": arrays["fc_4.b_0"],
        "start": arrays["crfw"][0],
        "end": arrays["crfw"][1],
        "after": arrays["crfw"][2:],
    }


def lac_rows(source: LacSource) -> dict[str, int]:
    """The embedding row of each unit that can come up: words of the cut, runs of ASCII, and characters."""
    cuts = set(source.segments)
    units = [w for w in source.words if len(w) == 1 or w in cuts or (w.isascii() and w.isalnum())]
    units += [c for c in source.replaced if c not in source.words]
    unknown = source.words["OOV"]
    return {u: source.words.get(source.replaced.get(u, u), unknown) for u in units}


def write(name: str, arrays: Arrays) -> None:
    """Write `data/models/<name>.npz`; the container carries no date, so the bytes follow from the arrays."""
    MODELS.mkdir(parents=True, exist_ok=True)
    path = MODELS / f"{name}.npz"
    np.savez(path, allow_pickle=False, **{key: np.asarray(a, order="C") for key, a in arrays.items()})
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Convert the packages of the folder named."""
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    if len(paths) != 1:
        sys.exit(__doc__)
    lac_path, fool_path = fetch(paths[0])
    lac, fool = read_lac(lac_path), read_fool(fool_path)
    write("lac", lac_arrays(lac))
    write("fool", fool_arrays(fool))
    if "--reference" in sys.argv:
        write_reference(GOLDEN, lac, fool)


if __name__ == "__main__":
    main()
