"""What only describes a thing that was named before, or works at large, and so is the name of nothing."""

from __future__ import annotations

import re

from kg.extract.recognise.chunks import CLASS, bulk
from kg.knowledge import divisions

_BUILT = frozenset({"Project", "Zone", "Facility", "Platform"})
_DESCRIBES = re.compile(
    r"(?:一体化?的|(?<![于但就不要只可正])(?:是|系|属于)(?!由)[^，,。；;：:“”]{0,24}的)[^，,。；;：:的“”]{0,16}$"
)
"""What a thing is said to be (是某镇引进的|农业项目, 集产学研于一体的|产业园)."""
_IS = re.compile("(?:^|[，,。；;：:])[^，,。；;：:]{0,12}(?:是|为|系)(?:一[座条个处所])?$|[，,](?:是|为|系)$")
"""A copula right before a description: 为|双线隧道."""
_BECOMING = re.compile("(?:成为|打造成|建设成|建成为|打造为)[^，,。；;：:“”]*[，,]?[^，,。；;：:“”的]{0,8}$")
_RIVERS = re.compile("[两二三四五六七八][江河湖山](?:流域|沿岸|两岸)?")
"""Rivers that are counted: 两河|流域."""
_JOB = re.compile("[修建筑铺架挖护养治拓](?:道路|公路|铁路|桥梁?|水库|河道|水渠|广场|公园|路|渠|塘|坝)")
"""A verb and what it builds, which taggers take for a name: 修|道路."""
_SUCH = re.compile(
    "[^，。；]{0,40}等(?:服务|功能|公共|活动|文化|便民)*(?:机构|场所|设施|功能室|功能区|阵地|区域|用房|场地)"
)
"""Behind rooms and services of a sort: 阅览室、棋牌室|等活动场所."""
_PRODUCT = re.compile("[A-Z0-9]{1,6}[㐀-鿿]{2,8}(?:工厂|车间)")
"""A plant by what it makes: HDI印刷电路板|工厂."""
_CLOSING = re.compile("[，,。；;、和及]|$")
_PUSHED = re.compile(
    "(?:[抓促谋跑争推拼盯和与及]|[大快]上|推进|打造|瞄准|引进|招引|谋划|储备|争取|承接|对接|盯紧|抓好|做好|推动|实施|完成|启动)$"
)
"""Verbs of which 项目 is the object: 高质量|抓|项目."""
_BODIED = re.compile("(?:局|公司|集团|部|院|厂|处|队|银行|学校|大学|医院)$")
"""Ends of bodies whose 项目 are posts and jobs and none by name: 某局|项目|负责人."""
_SORTED = re.compile(
    "(?:控制性|标志性|关键性|先导性|引领性|支撑性|基础性|民心|德政|民生|样板|精品|优质|放心|头号|惠民|百年)$"
)
"""What makes 工程 a word of praise or of rank: 某段|控制性|工程."""
_FILED = re.compile("名录|清单|目录|台账|库|目标|专班|管理费")
"""What makes of projects before it all of their kind: 重点项目|名录."""
_ITEMS = re.compile("(?:[^，。；]{0,24}等(?:多种|各种)?|的?)(?:方式|形式|途径|办法|渠道)")
"""Behind a kind of meetings by which things are done: 召开座谈会、上门走访|等方式, 以视频会议|形式."""
_EACH = re.compile("各[村镇乡县市区街级地]")
_DATED = re.compile(
    r"(?:20\d\d)?年度?(?:重点|重大|观摩|在建|新建|续建|省级|市级)*项目|[\d.]+[A-Za-z]+项目"
    r"|(?:部分|有关|相关|各类|各)(?:重点|重大|在建|新建|省级|市级|建设|产业|工业)*项目"
)
_PHASES = re.compile("[一二三四、和]+期(?:工程|项目)")
"""Phases of a work that is named elsewhere."""
_STAFF = re.compile("(?:负责人|经理|副经理|总监|部|组|主管|总工)")
_PLACES = ("村", "镇", "乡", "屯", "社区", "街道")
_AROUND = ("局", "地区")
_EMPLOYER = re.compile("(?:公司|集团|合作社|厂)项目$")
"""An employer whose people are told after it: 某某公司|项目负责人."""

_OTHER = re.compile("(?:[我全本该各]|重点|示范|试点|贫困|百强|先进|文明|卫生|森林|园林)[省市县区州盟旗]$")
"""A level that ends a word of its own: 我|县, 重点|县."""
_ON = frozenset("域场城道际")
"""What makes another word of a level: 区域, 市场."""


def own_level(text: str, start: int, head: int) -> int:
    """The edge of a name behind a level that is a word about some place: 我县|科技园, 重点县|道路工程."""
    whose = start + 1 < head and _OTHER.search(text, max(0, start - 2), start + 1)
    return start + 1 if whose and text[start + 1] not in _ON else start


def described(text: str, kind: str, span: tuple[int, int], named: bool) -> bool:
    """Whether a stretch says what a thing is or becomes; `named` tells that a proper name stands in it."""
    start, end = span
    if kind not in _BUILT:
        return False
    if not named and _DESCRIBES.search(text, max(0, start - 44), start):
        return True
    if kind == "Facility" and _worded(text, span, named):
        return True
    return bool(_BECOMING.search(text, max(0, start - 70), start) and _CLOSING.match(text, end))


def _worded(text: str, span: tuple[int, int], named: bool) -> bool:
    """Whether a built thing is told by words: of a class, counted, what is built, said to be, one of a sort."""
    start, end = span
    if CLASS.match(text, start) or any(form.fullmatch(text, start, end) for form in (_RIVERS, _JOB)):
        return True
    if _PRODUCT.fullmatch(text, start, end) and not divisions.scan(text[start:end]):
        return True
    apposed = text[start - 1 : start] == "的" and text.startswith("——", end)
    if not named and (apposed or _IS.search(text, max(0, start - 20), start)):
        return True
    return (not named or text[start] == "“") and _SUCH.match(text, end) is not None


def at_large(text: str, span: tuple[int, int], before: str) -> bool:
    """Whether 项目 or 工程 behind a stretch `before` makes no name of it: words that sort, rank or do."""
    start, end = span
    bare = end - start - len(before) == 2
    if _PHASES.fullmatch(text, start, end):
        return True
    if bulk(before) and (text.startswith("项目", end - 2) or len(before) < 5):
        return True
    if bare and any(form.search(before) for form in (_PUSHED, _BODIED, _SORTED)):
        return True
    return text[start - 1 : start] in {"“", "‘"} and text.startswith(("工程”", "工程’"), end - 2)


def of_many(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a head names none of its own: meetings of a sort, projects on a list, the field of an employee."""
    if kind == "Event":
        return bool(_ITEMS.match(text, end) or _EACH.search(text, start, end))
    if kind != "Project":
        return False
    staff = _STAFF.match(text, end) and _EMPLOYER.search(text, start, end)
    return bool(staff or _FILED.match(text, end) or _DATED.fullmatch(text, start, end))


def begins_another(text: str, end: int, kind: str) -> bool:
    """Whether a name goes on behind its head to the one of a place or a body: 三桥|社区, 林业和草原|局, 太湖|地区."""
    return text.startswith(_PLACES, end) or (kind == "Facility" and text.startswith(_AROUND, end))
