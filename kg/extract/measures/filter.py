"""Which numbers are told of something, and which are mere narrative detail."""

from __future__ import annotations

import re

from kg.extract.measures.noun import Phrase
from kg.extract.measures.words import forms, pattern
from kg.extract.quantities import Quantity

_AVERAGE = re.compile("(?:平均|平均水平|均值)(?:水平)?[高低]?$")
_EVERY = re.compile(r"每(?![年月天日])[^，。；、]{0,5}$")
_RATIO = re.compile(r"每[^，。；、]{1,14}[就便]会?[有是]$")
"""`每卖出10辆就有1辆` tells a ratio in round words."""
_SUM = re.compile(r"(?:投资额?|产值|收入|销售额|税收)$")
_GROUP = re.compile(r"(?:[村屯庄寨]|社区|居委会)$")
_SLOGAN = re.compile(r"[“‘][^“”‘’，。；\n]{0,6}$")
_CLOSED = re.compile(r"[^“‘”’，。；\n]{0,10}[”’]")
_WITHIN = re.compile(r"(?:在|从|对|把)[^，,。；;、\n]{0,14}$")
_STOCK = re.compile(r"的?(?:股[份权]|控股)")
_SLOGANS = re.compile(r"(?:百分之百|100[%％])")
"""`做到五个100%` counts a slogan."""
_AGED = re.compile(r"(?:优先|供|须|应|年满|凡|符合|限)[^，。；\n]{0,10}$")
_LASTING = re.compile(r"(?:周期|工期|历时|年限|期限|时长|时限|寿命)[^，。；、\n]{0,4}$")
_SHORTER = re.compile(r"(?:压缩|缩短|压减|减少|缩减|提速)(?:到|至|为)[^，。；、\n]{0,3}$")
_FROM = re.compile(r"(?:压缩|缩短|压减|减少|缩减|提速)(?:到|至|为)")
_QUICKER = re.compile("(?:同比)?(?:增速|增幅|增长率)?[比较]|(?:增速|增幅)$")
"""How much quicker something grows than before is no growth of its own."""
_WORDED = re.compile(r"[\w]")
_LIVED = re.compile(r"寿命|平均年龄")
_SIZED = frozenset(("money", "area", "mass", "share", "power", "volume"))
"""What may be measured by a range; `两三个` counts nothing."""
_COUNTED = frozenset(("count", "person", "tally", "bare"))
_CLIMBED = re.compile(r"(?:提升|跃升|上升|前移|进位|前进)了?$")
_SAMPLED = re.compile(r"[^，。；]{0,8}抽样")
_ONLY = re.compile(r"[只仅]有?$")
_MONTHLY = re.compile(
    r"每月(?:能?领|能?拿|能?挣|能?收入|能?赚|能?有|可?领)[^，。；]{0,6}$|(?:每[年天]|[一全]年|一[个天]月?)[^，。；]{0,4}[挣赚][^，。；]{0,6}$"
)
"""What a person lives on is narrative detail."""
_TERMS = re.compile(r"(?:对|凡|给|向|符合|每)[^，。；\n]*$")
_THINGS = frozenset("地房茶粮菜果鱼猪牛羊鸡鸭路田林煤电水油粮药树桥井渠塘库车船人户村镇县市家")
_FACETS = re.compile(r"(?:方面|环节|层面|角度|维度|步骤|阶段|要点|要求)(?!都?的(?:项目|工程))")
_BEHIND = re.compile(r"[^，,。；;\n]*")
_MOVED = re.compile(r"任免|任命|免去|免职|[接被]任|辞去|推选|票选")
_VISITED = re.compile(r"(?:一行|率队|带队|带领|陪同|组织|邀请)[^，。；]{0,12}$")
_VISIT = re.compile(r"(?:余|多)?人?(?:的)?[^，。；\n]{0,8}(?:莅临|来到|前来|赴|到访|参观|考察|围观)")
_DUE = re.compile(r"内(?:办[结理毕完]|审[批结核]|完成|答复|出证|领证|拿[到证]|反馈|作出)")
"""What tells that days are a term that an office has set itself: `5个工作日内办结`."""
_NEW_LIST = re.compile(
    r"(?:形成|打造|建成|培育|构建|组建|建立|设立|成立|推出|出台)[^，。；\d]{2,24}、[^，。；、\d]{2,10}$"
)
_EMPTY = re.compile(
    r"(?:方面|年头|春秋|回合|关口?|环节|层面|角度|方向|维度|阶段|步骤|时候|地方|日子|小时|晚上|早晨|上午|下午|脚印|部分|原则|特点|道理|功劳|精力|心血|时光)$"
    r"|^(?:字|月|好|头|身|样|人|钱|面|级|味|同事|战友|队友|家人|亲人|朋友|同学|伙伴|儿子|女儿)$"
)


def told(text: str, quantity: Quantity, noun: Phrase, start: int) -> bool:
    """Whether a quantity with its indicator is a measurement; `start` is where its free text begins."""
    lead = text[max(start, quantity.start - 24) : quantity.start]
    if quantity.kind == "time":
        return _lasting(text, quantity, noun, lead)
    if quantity.kind == "age":
        return bool(_AGED.search(lead) or _LIVED.search(noun.text))
    if _unmeasured(text, quantity, noun) or _nothing(text, quantity, noun):
        return False
    if _private(text, quantity, noun, lead):
        return False
    quoted = _SLOGAN.search(text, max(0, quantity.start - 7), quantity.start)
    if quoted and _CLOSED.match(text, quantity.end):
        return False
    if quantity.kind in ("count", "person", "tally", "set"):
        return _counted(text, quantity, noun, lead)
    if quantity.kind in ("part", "share") and _EMPTY.search(noun.text):
        return False
    return len(noun.text) > 1 or quantity.kind in ("area", "mass")


def _lasting(text: str, quantity: Quantity, noun: Phrase, lead: str) -> bool:
    spanned = "从" in noun.text and "到" in noun.text
    spanned = spanned or (quantity.unit == "工作日" and _DUE.match(text, quantity.end) is not None)
    return spanned or bool(_LASTING.search(lead) or _SHORTER.search(lead) or _FROM.match(text, quantity.end))


def _nothing(text: str, quantity: Quantity, noun: Phrase) -> bool:
    """Whether a quantity counts nothing: a lone one, a few, a multiple, a share of stock, a slogan, a lead over
    the average of others.
    """
    few = quantity.number is None and (quantity.low is not None or quantity.kind in _COUNTED)
    few = few and quantity.kind not in _SIZED
    few = few or bool(
        quantity.unit == "人" and _CLIMBED.search(text, max(0, quantity.start - 4), quantity.start)
    )
    lone = quantity.spelt and quantity.number == 1
    multiple = quantity.unit == "倍" and not quantity.sign
    stock = quantity.kind == "share" and (
        _STOCK.match(text, quantity.end) or _SAMPLED.match(text, quantity.end)
    )
    width = quantity.unit == "米" and (quantity.number or 0) < 20 and noun.start >= quantity.end
    width = width and text[quantity.end] != "的"
    slogan = quantity.kind == "count" and _SLOGANS.match(text, quantity.end)
    above = noun.text.startswith(("高于", "低于", "超出")) and quantity.kind != "share"
    above = above or (quantity.unit == "个百分点" and bool(_QUICKER.match(noun.text)))
    above = above or not _WORDED.search(noun.text)
    above = above or _AVERAGE.search(noun.text) is not None
    verb = len(noun.text) == 1 and noun.text not in _THINGS
    return bool(few or width or lone or multiple or stock or slogan or above or verb)


def _private(text: str, quantity: Quantity, noun: Phrase, lead: str) -> bool:
    """Whether a number is what somebody lives on, or the condition that others must meet."""
    wage = noun.text.endswith(tuple(forms("wage"))) and "均" not in noun.text
    if quantity.kind == "money" and (wage or _MONTHLY.search(lead)):
        return True
    bounded = quantity.text.endswith(("以上", "以下")) or quantity.low is not None
    bound = text.startswith("的", quantity.end) and bounded
    return bound and bool(_TERMS.search(lead))


_NAMED_FEW = re.compile(r"(?:^|[，,。；;\n“])(?P<lead>[^，,。；;\n“]{2,60})等$")
"""Names that head a clause and are only counted: `甲公司、乙公司等34家企业结对帮扶`."""
_BODIES = re.compile(r"(?:企业|单位|部门|公司|银行|机构|商会|协会)$")
_GOT = re.compile(
    r"引[进入]|入[驻选围]|落[户地]|培育|拥有|建[成设]|新增|打造|实施|[聚集]集|吸引|涵盖|覆盖|包[括含]|形成|推[进动]|签约|开工|涉及|带动|扶持|发展|[有对向为给]"
)
_GAINED = re.compile(r"(?:先后|成功|分别|已|均|全部)*(?:入[驻选围]|落户|获|上榜|投产|开工|签约|建成|被)")
_OF_OTHERS = re.compile(r"(?:在内|(?:来自|此次|本次|参加)[^，。；\n]{1,20})的$")
"""What makes a count that of things told of already, or of those who came: `来自各行业的13支代表队`."""


def _recounted(text: str, quantity: Quantity, noun: Phrase, lead: str) -> bool:
    """Whether a count only sums up names, or says how many of the known things do something."""
    if quantity.kind != "count" or noun.start < quantity.end:
        return False
    if _OF_OTHERS.search(lead):
        return True
    few = _NAMED_FEW.search(text, max(0, quantity.start - 62), quantity.start)
    if not few or not _BODIES.search(noun.text):
        return False
    return not (_GOT.search(few["lead"]) or _GAINED.match(text, noun.end))


_TIMES = re.compile("(?:先后|曾|已|接连|多)$")
"""What tells how often something was done: `先后2次带领`."""


def _unmeasured(text: str, quantity: Quantity, noun: Phrase) -> bool:
    """Whether a noun tells no measure: a title cut short, a set whose members follow, how far
    apart those are that are spoken of (`相距600公里的两座小城`).
    """
    apart = noun.text.endswith("相距") and text.startswith("的", quantity.end)
    listed = quantity.kind == "set" and noun.start >= quantity.end and text[noun.end : noun.end + 1] in "：:"
    title = noun.text.startswith("《") and "》" not in noun.text
    return apart or listed or title or quantity.unit == "字"


def _counted(text: str, quantity: Quantity, noun: Phrase, lead: str) -> bool:
    behind = noun.start >= quantity.end
    if _passing(text, quantity, noun, lead) or _recounted(text, quantity, noun, lead):
        return False
    if behind and quantity.unit == "次" and _TIMES.search(lead) and pattern("verb").match(noun.text):
        return False
    if behind and (_EMPTY.search(noun.text) or _SUM.search(noun.text) or _slight(noun.text)):
        return False
    if _EVERY.search(lead) or _RATIO.search(text, max(0, quantity.start - 18), quantity.start):
        return False
    if _summed(text, quantity, noun) or (quantity.text.endswith("组") and _GROUP.search(lead)):
        return False
    if behind and text[noun.end : noun.end + 2] == "中有":
        return False
    if quantity.unit == "人" and _ONLY.search(lead) and (quantity.number or 0) < 20:
        return False
    if quantity.spelt and (quantity.number or 0) <= 12:
        small = quantity.number == 1 or text[quantity.end : quantity.end + 1] in "“‘"
        return not small and behind and bool(_NEW_LIST.search(lead) or _founded(lead))
    inner = "中" in text[noun.end - 1 : noun.end + 1]
    return not (behind and inner and _WITHIN.search(lead))


def _founded(lead: str) -> bool:
    return bool(pattern("build", "{}(?:完|起|了)?(?:全[年市县区镇省村])?$").search(lead))


def _summed(text: str, quantity: Quantity, noun: Phrase) -> bool:
    """Whether a count only sums up the things listed before it: `建设广场、剧院、码头3处`."""
    listed = 1 + len(re.findall("[、和及与]", noun.text))
    if noun.end > quantity.start or listed < 2 or quantity.number != listed:
        return False
    return not re.search("[各别]", text[noun.end : quantity.start])


def _passing(text: str, quantity: Quantity, noun: Phrase, lead: str) -> bool:
    """Whether a count is of facets, of people put into posts, or of those who came along."""
    sentence = re.split("[。！？\n]", text[max(0, quantity.start - 80) : quantity.start])[-1]
    behind = _BEHIND.match(text, quantity.end)
    people = quantity.unit == "人" and _MOVED.search(sentence + (behind.group() if behind else ""))
    if people or _FACETS.match(text, quantity.end):
        return True
    here = quantity.unit == "人" and bool(_VISIT.match(text, quantity.end))
    return here and (bool(_VISITED.search(lead)) or quantity.number is None or quantity.number < 100)


def _slight(noun: str) -> bool:
    """A quoted word of two or three characters says nothing that is counted."""
    return noun[0] in "“‘" and len(noun) < 5
