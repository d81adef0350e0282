"""Makes `data/divisions.tsv`, `divisions_towns.tsv` and `divisions_changes.tsv` from published packages.

Usage: python data/make/divisions.py CACHE

CACHE is a folder; what is missing there is fetched with `npm pack` and `pip download`:
china-division (statistical codes, one package version a year), GB2260 (the standard's revisions before
those), jionlp (changes of counties, names of countries, a dictionary of Chinese) and Babel (ISO codes of
countries). The output depends on those versions and on jieba's dictionary alone.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
NPM = {
    "2016": "2.0.0", "2017": "2.1.0", "2018": "2.2.0", "2019": "2.3.1",
    "2020": "2.4.0", "2021": "2.5.0", "2022": "2.6.1", "2023": "2.7.0",
}  # fmt: skip
WHEELS = ("GB2260==0.4.1", "jionlp==1.5.31", "babel==2.18.0")
NEWEST, OLDEST_TOWNS, OLDEST = "2023", "2016", "2002"

NOT_PLACES = re.compile(r"^(?:市辖区|县|城区县|.*直辖.*(?:区划|单位)|省直辖行政单位)$")
PEOPLES = re.split(
    r"\s+",
    """蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡
    纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯
    鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各""",
)
BARE_PEOPLES = "锡伯|蒙古|柯尔克孜|哈萨克|维吾尔|塔吉克"
_PEOPLE = f"(?:(?:{'|'.join(sorted(PEOPLES, key=len, reverse=True))})族|{BARE_PEOPLES})"
SPOKEN = {"内蒙古": ("内蒙",)}
"""Forms that are shorter still than the usual short form."""
AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLE})*自治([区州县旗])$")
ENDINGS = re.compile(r"^(.{2,}?)(?:特别行政区|行政委员会|地区|新区|林区|省|市|盟|县|区|旗)$")
LETTERS = dict(
    re.findall(
        r"(\d\d)(\D+)",
        "11京12津13冀14晋15蒙21辽22吉23黑31沪32苏33浙34皖35闽36赣37鲁41豫42鄂43湘44粤45桂46琼"
        "50渝51川蜀52贵黔53云滇54藏61陕秦62甘陇63青64宁65新71台81港82澳",
    )
)
VAGUE = re.compile(r"^(?:[东西南北中上下新老大小城市郊桥河江湖山海港关口平]{2}|[东西南北中新老城市郊]{2}区)$")
"""Names made of the lie of the land alone: 城东, 河口, 南山, 新城区."""
COMMON = {"ns": (10**9, 150), "nr": (2000, 40), "nz": (400, 40)}
"""From which count on a word with that tag of jieba is common: without, and with a sense that is no place."""
WORDS = frozenset("新建 凤凰 古城 富民 太湖 中原 滨湖 滨海 惠农 安居 城厢 老边 金湖".split())  # noqa: SIM905
"""Words that jieba tags as places only, and which papers use otherwise."""
PLACE_SENSE = re.compile(
    r"[省市县州郡]名|在今|今[^，。]{0,4}[省市县]|在[^，。]{2,6}[省市]|[市县]。|直辖市|自治[区州县]|都城|国名"
)


@dataclass
class Life:
    """In which vintages a (code, name) pair stands."""

    years: set[str] = field(default_factory=set)

    def span(self, oldest: str) -> tuple[str, str]:
        """First and last year, empty where they are those of the oldest and of the newest vintage."""
        first, last = min(self.years), max(self.years)
        return "" if first <= oldest else first, "" if last == NEWEST else last


Lives = dict[tuple[str, str], Life]


def main(cache: Path) -> None:
    """Writes the three tables."""
    fetch(cache)
    uppers, towns = vintages(cache)
    older(cache, uppers)
    lexicon = Lexicon(cache)
    places = sorted({*table(uppers, lexicon)})
    write(
        "divisions.tsv",
        "code name level parent first last shorts ambiguous letters",
        [*countries(cache), *places],
    )
    write("divisions_towns.tsv", "county towns", grouped(towns))
    write("divisions_changes.tsv", "date from was to now", changes(cache, places))


def fetch(cache: Path) -> None:
    """Downloads what the cache lacks."""
    cache.mkdir(parents=True, exist_ok=True)
    for version in NPM.values():
        if not (cache / f"china-division-{version}.tgz").exists():
            subprocess.run(["npm", "pack", f"china-division@{version}", "--silent"], cwd=cache, check=True)
    if not list(cache.glob("jionlp*.whl")):
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "-q", *WHEELS], cwd=cache, check=True
        )


def vintages(cache: Path) -> tuple[Lives, Lives]:
    """Levels 1 to 3 and level 4 of every vintage, with their years."""
    uppers: Lives = defaultdict(Life)
    towns: Lives = defaultdict(Life)
    for year, version in NPM.items():
        with tarfile.open(cache / f"china-division-{version}.tgz") as pack:
            for part in ("provinces", "cities", "areas"):
                for code, name in listed(pack, part):
                    note(uppers, code, name, year)
            for code, name in listed(pack, "streets"):
                town = town_name(name)
                if town:
                    towns[code, town].years.add(year)
    return uppers, towns


def listed(pack: tarfile.TarFile, part: str) -> Iterator[tuple[str, str]]:
    """Codes and names of one level in one vintage."""
    file = pack.extractfile(f"package/dist/{part}.csv")
    assert file is not None
    for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
        yield row["code"], row["name"].strip()


def note(lives: Lives, code: str, name: str, year: str) -> None:
    """Notes that a division stood in a vintage; rows that only fill a level of the code are left out."""
    code = re.sub("00$", "", code) if len(code) == 6 else code
    code = re.sub("00$", "", code) if len(code) == 4 else code
    if not NOT_PLACES.match(name) and code != "620201":
        lives[code, name].years.add(year)


def older(cache: Path, uppers: Lives) -> None:
    """Adds the revisions of the standard from 2002 to 2014."""
    scope: dict[str, dict[object, dict[int, str]]] = {}
    with zipfile.ZipFile(next(cache.glob("GB2260*.whl"))) as wheel:
        exec(wheel.read("gb2260/data.py").decode("utf-8"), scope)
    for revision, names in scope["data"].items():
        for code, name in names.items():
            note(uppers, str(code), name, str(revision)[:4] if revision else "2014")


def town_name(name: str) -> str:
    """马尚街道办事处 and 马尚办事处 are 马尚街道; farms, zones and offices that are no towns are ''."""
    name = re.sub(r"[（(].*?[）)]|\s|人民政府$", "", name)
    name = re.sub("街道办$", "街道", re.sub("(?<=街道)办事处$|(?<=地区)办事处$", "", name))
    name = re.sub("街?办事处$", "街道", name)
    return name if re.search("(?:镇|乡|街道|苏木|地区)$", name) and 2 <= len(name) <= 15 else ""


def grouped(towns: Lives) -> Iterator[tuple[str, str]]:
    """One row a county: `001马尚镇@-2020`, years only where they do not span all vintages."""
    counties: dict[str, list[str]] = defaultdict(list)
    for (code, name), life in sorted(towns.items()):
        first, last = life.span(OLDEST_TOWNS)
        counties[code[:6]].append(f"{code[6:]}{name}" + (f"@{first}-{last}" if first or last else ""))
    return ((county, " ".join(names)) for county, names in sorted(counties.items()))


def table(lives: Lives, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Rows of levels 1 to 3; regions that only statistics know (codes 71 to 79) have the level `zone`."""
    known = {code for code, _ in lives}
    lives["71", "台湾省"].years |= {OLDEST, NEWEST}
    lives["81", "香港特别行政区"].years |= {OLDEST, NEWEST}
    lives["82", "澳门特别行政区"].years |= {OLDEST, NEWEST}
    for (code, name), life in lives.items():
        level = level_of(code)
        shorts = [] if level == "zone" else short_forms(name, level)
        doubtful = [n for n in (name, *shorts) if level != "zone" and lexicon.doubts(n, level)]
        parent = code[:4] if len(code) == 6 and code[:4] in known else code[:2] if len(code) > 2 else "CN"
        yield (
            code,
            name,
            level,
            parent,
            *life.span(OLDEST),
            " ".join(shorts),
            " ".join(doubtful),
            LETTERS.get(code, ""),
        )


def level_of(code: str) -> str:
    """The level that a code's length tells, and `zone` for what only statistics know."""
    if len(code) == 6 and "70" < code[4:] <= "80":
        return "zone"
    return {2: "province", 4: "prefecture", 6: "county"}[len(code)]


def short_forms(name: str, level: str) -> list[str]:
    """淄博市 → 淄博; 延边朝鲜族自治州 → 延边, 延边州, 延边自治州; names of two characters have none."""
    own = AUTONOMOUS.match(name)
    if own:
        stem, kind = own.group(1).removesuffix("族"), own.group(2)
        return (
            [stem, *SPOKEN.get(stem, ())] if level == "province" else [stem, stem + kind, f"{stem}自治{kind}"]
        )
    plain = ENDINGS.match(re.sub("矿区$", "矿", name))
    if not plain:
        return []
    nation = re.match(rf"^(.{{2,}}?){_PEOPLE}$", plain.group(1))
    return [nation.group(1)] if nation else [plain.group(1)]


class Lexicon:
    """What makes a name of a place a word of the language too: jieba's tags and a dictionary's senses."""

    def __init__(self, cache: Path) -> None:
        self.tags = self._jieba()
        with zipfile.ZipFile(next(cache.glob("jionlp*.whl"))) as wheel:
            inner = zipfile.ZipFile(io.BytesIO(wheel.read("jionlp/dictionary/chinese_word_dictionary.zip")))
            text = inner.read(inner.namelist()[0]).decode("utf-8")
        self.senses = dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)

    @staticmethod
    def _jieba() -> dict[str, tuple[str, int]]:
        import jieba

        lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
        return {word: (tag, int(count)) for word, count, tag in (line.split(" ") for line in lines)}

    def doubts(self, name: str, level: str) -> bool:
        """Whether `name` may be no place where it stands.

        A word counts as one of the language by how often jieba's corpus has it, the sooner if jieba does
        not tag it as a place and if the dictionary knows a sense of it that is no place.
        """
        if level == "county" and (VAGUE.match(name) or name in WORDS):
            return True
        if level == "province" or len(name) > 2:
            return False
        sense = self.senses.get(name, "")
        other = bool(sense) and not PLACE_SENSE.search(sense[:60])
        tag, count = self.tags.get(name, ("ns", 0))
        if level == "prefecture":
            return other and tag != "ns" and count >= 50
        return count >= COMMON.get(tag[:2], (150, 40))[other]


def countries(cache: Path) -> Iterator[tuple[str, ...]]:
    """Countries with their ISO 3166 codes; short forms are what stands first in the list of jionlp."""
    codes = iso_codes(cache)
    with zipfile.ZipFile(next(cache.glob("jionlp*.whl"))) as wheel:
        lines = wheel.read("jionlp/dictionary/world_location.txt").decode("utf-8").splitlines()
    rows = []
    for short, full, *_ in (line.split("\t") for line in lines if "\t" in line):
        short, full = (
            FIXED.get(short, short),
            full.replace("塞拉里昂", "塞拉利昂").replace("马其顿", "北马其顿"),
        )
        code = codes.get(CLDR.get(short, short)) or codes[full]
        forms = [f for f in dict.fromkeys((full, *ALSO.get(short, ()))) if f != short]
        rows.append((code, short, "country", "", "", "", " ".join(forms), "", ""))
    return iter(sorted(rows, key=lambda r: (r[0] != "CN", r)))


FIXED = {
    "塞拉里昂": "塞拉利昂",
    "马其顿": "北马其顿",
    "刚果(金)": "刚果（金）",
    "刚果(布)": "刚果（布）",
    "多米尼克国": "多米尼克",
}
CLDR = {"沙特": "沙特阿拉伯", "巴勒斯坦": "巴勒斯坦领土", "波黑": "波斯尼亚和黑塞哥维那"}
ALSO = {
    "沙特": ("沙特阿拉伯",),
    "波黑": ("波斯尼亚和黑塞哥维那",),
    "北马其顿": ("马其顿",),
    "孟加拉国": ("孟加拉",),
    "印度尼西亚": ("印尼",),
    "吉尔吉斯斯坦": ("吉尔吉斯",),
}


def iso_codes(cache: Path) -> dict[str, str]:
    """Chinese name → ISO code, from the CLDR data that Babel carries."""
    home = cache / "babel"
    if not home.exists():
        with zipfile.ZipFile(next(cache.glob("babel*.whl"))) as wheel:
            wheel.extractall(home)
    sys.path.insert(0, str(home))
    from babel import Locale  # type: ignore[import-not-found,unused-ignore]

    return {name: code for code, name in Locale("zh").territories.items() if re.fullmatch("[A-Z]{2}", code)}


def changes(cache: Path, places: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Counties and prefectures that became others, with both codes where both are known."""
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name, *_ in places:
        codes[name].append(code)
    with zipfile.ZipFile(next(cache.glob("jionlp*.whl"))) as wheel:
        lines = wheel.read("jionlp/dictionary/china_location_change.txt").decode("utf-8").splitlines()
    found = set()
    for line in lines:
        before, after = line.replace("大菁山", "大箐山").replace("云岗", "云冈").split("=>")
        date, _, province, *old = before.split("\t")
        names = old[1::2], after.split("\t")[1:]
        was, now = (codes_of(codes, [province, *n]) for n in names)
        if was and now and was != now:
            found.add((date, was, names[0][-1], now, names[1][-1]))
    return iter(sorted(found))


def codes_of(codes: dict[str, list[str]], names: list[str]) -> str:
    """The code of the last name that lies under the codes of the names before it."""
    code = ""
    for name in names:
        inside = sorted(c for c in codes.get(name, ()) if c.startswith(code[:2]))
        code = next((c for c in inside if c.startswith(code)), inside[0] if inside else "")
        if not code:
            return ""
    return code


def write(name: str, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Writes a table under `data/`."""
    lines = ["\t".join(columns.split()), *("\t".join(row) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
