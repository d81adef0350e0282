"""What a printed name comes to: the key under which its forms meet, and the forms a full name allows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.knowledge.names import peoples
from kg.knowledge.tables import rows

_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】()（）,，、。·.:：;；\-—–]")
_QUOTED = re.compile(r"[“‘「]([^“”‘’「」]{2,40})[”’」]")
_RELATIVE = re.compile(r"^(?:全|我|该|本|此)(?:省|市|区|县|州|盟|旗|镇|乡|村|街道|社区)")
_WORK = re.compile(r"(?:建设)?项目$|建设$")
_TAIL = re.compile(r"(?:工作|活动|建设|制度|措施|攻坚)$")
_EPIDEMIC = re.compile(r"^(?:疫情防控|防疫|抗疫)的?(?:攻坚|阻击|歼灭|总体|人民)?(?:战争?|攻坚)$")
_NUMBER = re.compile("(?<=[村区第])[一二三四五六七八九十](?=组$)")
_LEGAL = re.compile(
    r"(?:[（(][一-龥]{2,6}[）)])?(?:集团)?(?:股份|控股)?(?:有限责任|有限)?(?:责任)?(?:总)?(?:公司|集团|企业)$|(?:农民)?(?:专业)?合作社$"
)
_GROUP = re.compile(r"(?<=集团)(?:股份|控股)?(?:有限责任|有限)?公司$")
_BRANCH = re.compile(
    r"(?:科技|实业|投资管理|投资|贸易|商贸|发展|股份|工业|电气|电子|机械|生物|食品|集团|建材|置业|新材料|新能源|农业|环保|医疗器械|电器|汽车|材料)$"
)
_ZONES = (
    ("国家级", ""),
    ("省级", ""),
    ("综合保税区", "综保区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("经技区", "经开区"),
    ("工业园区", "工业园"),
    ("产业园区", "产业园"),
    ("自由贸易试验区", "自贸区"),
    ("自贸试验区", "自贸区"),
)
GENERIC = re.compile(
    r"^(?:该|本|我|全|此|这个|这家|两家|两|各|当地|俺|咱)?(?:省|市|区|县|州|旗|镇|乡|村|街道|社区|局|委|办|部|厅|院|校|公司|企业|集团|项目|平台|系统|园区|"
    r"开发区|经开区|高新区|综保区|中心|学校|医院|会议|活动|行动|计划|工程|单位|部门|村里|镇里|区里|县里|市里|银行|合作社|协会|指挥部|管委会|大会)$"
)
"""Forms that name nothing by themselves; they may stand for what was named before."""


def plain(text: str) -> str:
    """The text without marks and blanks, full-width letters made narrow, in lower case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def numbered(name: str) -> str:
    """The name with the number of a group of villagers in figures: 柳溪村三组 is 柳溪村3组."""
    return _NUMBER.sub(lambda hit: str("零一二三四五六七八九十".index(hit.group())), name)


def core(kind: str, text: str) -> str:
    """The part of a name under which its forms meet: the quoted words of an initiative, a zone's short form."""
    text = _RELATIVE.sub("", text)
    if kind == "Initiative":
        return _initiative(text)
    if kind == "Project":
        return plain(_WORK.sub("", text)) if len(_WORK.sub("", text)) >= 5 else plain(text)
    if kind == "Zone":
        for long, short in _ZONES:
            text = text.replace(long, short)
    return plain(text)


def _initiative(text: str) -> str:
    quoted = _QUOTED.findall(text)
    if quoted and sum(map(len, quoted)) >= 3:
        return plain("".join(quoted))
    bare = re.sub(r"(?<=攻坚)战$", "", plain(text).replace("综合治理", "治理").replace("综合整治", "整治"))
    if _EPIDEMIC.match(bare):
        return "疫情防控战"
    cut = _TAIL.sub("", bare)
    return cut if len(cut) >= 4 else bare


def abbreviates(short: str, name: str) -> bool:
    """Whether a form is made of characters of a longer name in their order, the last ones alike."""
    rest = iter(name)
    return len(short) + 2 <= len(name) and short[-1] == name[-1] and all(c in rest for c in short)


def short_forms(kind: str, name: str, place: str) -> tuple[str, ...]:
    """Shorter forms under which a name may stand later on the page, the longest first.

    `place` is the printed place that begins the name, or empty.
    """
    rest = name[len(place) :] if place and name.startswith(place) else name
    if kind == "Enterprise":
        return _companies(name, rest)
    if kind == "Zone":
        return tuple(f for f in (rest, re.sub(r"(?:片区|新区|新城)$", "", rest)) if 2 <= len(f) < len(name))
    if kind in {"Facility", "Platform", "Institution"}:
        return tuple(f for f in (rest,) if 3 <= len(f) < len(name) and not GENERIC.match(f))
    return ()


def _companies(name: str, rest: str) -> tuple[str, ...]:
    forms: list[str] = [rest] if 4 <= len(rest) < len(name) else []
    for whole in (name, rest):
        bare = _LEGAL.sub("", whole)
        for form in (_GROUP.sub("", whole), bare, _BRANCH.sub("", bare)):
            if 2 <= len(form) < len(name) and form not in _common() and form not in forms:
                forms.append(form)
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))


@cache
def _common() -> frozenset[str]:
    """Words that are no short names of companies though a name may come down to them."""
    return frozenset(r["word"] for r in rows("chunk_words.tsv"))


def title(kind: str, text: str) -> str:
    """The name that a printed form gives: without 全区 before it, without 的 between a quotation and its noun."""
    bare = text if kind == "Event" else _RELATIVE.sub("", text)
    return re.sub(r"([”’])的(?=[一-龥])", r"\1", bare)


def quoted_core(text: str) -> str:
    """The quoted words of a name with their marks off, or an empty string."""
    found = _QUOTED.search(text)
    return found.group(1) if found else ""


def unpeopled(town: str) -> str:
    """The name of a town without the peoples in it: 柳源回族镇 is 柳源镇 for short."""
    return _peoples().sub("", town)


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(rf"(?<=[㐀-鿿]{{2}})(?:{peoples()})+(?=[乡镇]$)")


def better(kind: str, one: str, other: str) -> str:
    """Of two printed forms of one entity the one that names it more fully."""
    return max((one, other), key=lambda n: _fullness(kind, n))


def _fullness(kind: str, name: str) -> tuple[int, int, str]:
    if kind == "Person":
        return (1 if len(name) in {2, 3} else 0, 0, name)
    if kind == "Initiative":
        quoted = "“" in name or "‘" in name
        return (
            1 if quoted and name[-1] not in "”’" else 0,
            1 if quoted else 0 if name.endswith("工作") else 1,
            name,
        )
    return (0 if GENERIC.match(name) else 1, len(name), name)
