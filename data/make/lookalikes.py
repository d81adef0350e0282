"""Writes data/lookalikes.tsv: pairs of characters that print alike, by correlating their shapes in two fonts.

Run with the fonts as arguments (Noto Serif CJK, Noto Sans CJK; SIL Open Font License):
`python data/make/lookalikes.py SERIF.ttc SANS.ttc`. Only the outcome, a number for each pair, is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DATA = Path(__file__).resolve().parents[1]
SIZE, FACE = 40, 2
"""Pixels of a side; number of the simplified Chinese face within the collections."""
LEAST, NEXT = 0.8, 6
"""Least likeness of a pair, and how many of those nearest a character count as such."""
COMMON = 30
"""Least count of a character in the table of characters."""
MOVED = (
    "翊翌 吟含 忙忘 怡怠 枷架 杲杳 晖晕 部陪 召叨 叻另 细累 纹紊 愉愈 棘枣 峰峦 邻邹 晾景 怜念 叶古 吴吞 唯售 "
    "略畧 群羚 概慨 啼啻 昱音 妲旦 坪垩 培埠 柏杳 晌晑 晟晠 烘烧 沓汨 洁浩 昕昨 淼森 鑫淼 焱炎 垚尧 喆哲 崧嵩 "
    "堃坤 犇奔 骉骏 赟斌 祎伟 玥钥 玮伟 珏钰 瑄宣 骅哗 骁晓 翀冲 翮融 翎领 翔羚"
)
"""The same parts in another order, or with one more: no overlay of shapes finds these."""
MOVED_WORTH = 0.8


def shapes(font: str, chars: str) -> np.ndarray:
    """Blurred shapes of characters as rows of mean 0 and length 1."""
    face = ImageFont.truetype(font, SIZE - 6, index=FACE)
    rows = []
    for char in chars:
        image = Image.new("L", (SIZE, SIZE))
        ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2), char, 255, face, anchor="mm")
        rows.append(np.asarray(image.filter(ImageFilter.GaussianBlur(1.3)), np.float32).ravel())
    found = np.stack(rows)
    found -= found.mean(axis=1, keepdims=True)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main(fonts: list[str]) -> None:
    """Write the table."""
    lines = (DATA / "characters.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t")[:2] for line in lines]
    chars = "".join(sorted(char for char, count in rows if int(count) >= COMMON and "一" <= char <= "龥"))
    alike = np.zeros((len(chars), len(chars)), np.float32)
    for font in fonts:
        found = shapes(font, chars)
        alike += found @ found.T / len(fonts)
    np.fill_diagonal(alike, 0)
    near = np.argsort(-alike, axis=1, kind="stable")[:, :NEXT]
    found = ((min(i, j), max(i, j)) for i, row in enumerate(near) for j in row if alike[i, j] >= LEAST)
    pairs = {(chars[i], chars[j]): float(alike[i, j]) for i, j in found}
    pairs |= {tuple(sorted(pair)): MOVED_WORTH for pair in MOVED.split()}
    with (DATA / "lookalikes.tsv").open("w", encoding="utf-8") as file:
        file.write("one\tother\tlikeness\n")
        file.writelines(f"{a}\t{b}\t{worth:.2f}\n" for (a, b), worth in sorted(pairs.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
