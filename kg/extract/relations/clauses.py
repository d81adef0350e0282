"""How clauses begin: what may lead in, and who acts or stands for one who does."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.relations.scene import ACTORS, ANY, MASK
from kg.extract.relations.words import either

_ACTOR = "[" + "".join(MASK[t] for t in ACTORS) + "]"
_NAMES = "".join(MASK.values())
_PERSON = MASK["Person"]
_ADVERBS = "(?:已经?|正式|共同|先后|今年|去年|近日|日前|还|将|也|又|再){0,3}"
_JOINT = rf"(?:{_ADVERBS}(?:与|和|同|联合|携手|会同)[^，,。{_NAMES}]{{0,10}}"


@cache
def clause() -> re.Pattern[str]:
    """The head of a clause: what may lead in, then who acts, a vague stand-in, or someone else."""
    time = r"(?:\d[\d年月日\-—至到底初末、.]*|[上下]半年|[一二三四]季度|[前近]\w日|“十[一二三四五]五”)"
    turn = r"第[一二三四五]\w{0,3}是"
    after = r"(?:中|上|下|后|前|时|期间|以来|起|开始|方面|介绍|消息)"
    place = rf"(?:在|自|从|随着|经|经过|通过|据)[^，,。]{{1,18}}?{after}"
    marks = r"[—\-\s‘（(□●■#*·]"
    times = rf"{time}(?:以来|起|期间|上午|下午|晚|左右|初|底)?"
    kin = rf"[他她其]的?{either('kin')}"
    of = rf"(?:在|从|曾|刚|原|\d+岁)[^，,。；{_NAMES}]{{0,8}}{ANY}?[^，,。；{_NAMES}]{{1,16}}的(?={_PERSON})"
    letter = f"[^，,。；：:、“”{_NAMES}为与和同向给对把将在到由从以按被让使据受于]"
    rank = rf"(?!{either('goes')}){letter}{{0,16}}?{either('rank-noun')}"
    fame = rf"{either('fame')}[^，,。；：:“”{_NAMES}]{{0,14}}的"
    called = rf"(?:{rank}|{fame})(?={_ACTOR})"
    early = f"{either('lead')}|{turn}|{times}|{place}|{kin}|{of}|记者|{marks}|访|(?P<by>由)"
    lead = f"(?:{called}|{early}|{either('province')})"
    joint = rf"{_JOINT}(?:{_ACTOR}|{_PERSON}))?"
    batch = r"第[一二三四五六七八九十\d]+[批期]"
    who = rf"(?P<who>{_ACTOR}|{_PERSON})(?P<with>{joint})(?!{either('noun')}|\d+[余多]?[家户名位]|{batch})"
    firm = r"(?:该|这家|本|我)?(?:公司|企业|集团)"
    vague = (
        rf"(?P<vague>{firm}|(?:该|我|全|本)[省市区县镇乡村局院校]|当地|(?:该|全)街道)(?!的|内|里|有关|相关)"
    )
    noun = rf"(?:该|这家|这个)?(?P<noun>{either('self')})(?![的内里外长为])|(?P<home>[村镇乡县市区旗])里(?![的有外])"
    meeting = rf"(?:会议|大会|全会|{MASK['Event']})还?"
    meets = rf"(?P<meets>{meeting}(?:(?P<rules>{either('rules')})|{either('speech')}|要求|提出))"
    paper = f"{MASK['Document']}(?:{either('speech')}|提出)"
    ours = rf"(?P<ours>{either('everyone')})(?=要|必须|应|将|把|紧紧|紧扣|围绕|按照|坚持|认真|切实|深入)"
    along = rf"(?P<along>{_JOINT}(?:{_ACTOR}|{_PERSON})))(?!{either('noun')}|{either('folk')})"
    acts = "(?:将|要|还|共同|本着|按照|围绕|决定|一致|已|就|在|通过|积极|充分|携手|达成|签)"
    both = rf"(?P<both>(?:双方|三方|两[地校家县市区省])){acts}"
    other = rf"(?P<other>{either('other')}|{paper})"
    owner = rf"(?P<owner>{_ACTOR})的(?![^，,。；]{{0,6}}(?:下|中|上)$)"
    heads = rf"(?P<pivot>{either('pivot')})?(?:{who}|{vague}|{noun})|{meets}|{ours}|{along}|{both}|{other}|{owner}"
    return re.compile(rf"(?:{lead}){{0,4}}(?:{heads})")


@cache
def titled_person() -> re.Pattern[str]:
    """Behind an organisation: the words of a post and the person who holds it."""
    letter = f"[^{_NAMES}，,。；;：:！？的将在与和由]"
    post = f"(?:{either('post')}|{either('resident')})"
    parts = f"(?:{letter}{{1,12}}[、兼]?{_ACTOR}){{0,4}}"
    return re.compile(f"(?:{parts}{letter}{{0,11}}?{post})?(?P<person>{_PERSON})")


PAIR = re.compile(
    rf"({_ACTOR})[^，,。；：{_NAMES}]{{0,12}}(?:与|和|同|携手|联合|到|赴|来到?|前往|会见)({_ACTOR})"
)
"""Two parties that a clause joins, of whom `双方` speaks later."""

ALONG = re.compile(rf"{_JOINT}({_ACTOR}))")
"""Behind a person: with whom he acts."""

AHEAD = re.compile(
    r"\s*(?:自从?|为了?|为着|通过|依托|围绕|按照|根据|结合|针对|聚焦|依据|遵循|随着|本着|借助|立足)(?![了过])"
)
"""How a clause begins whose actor is the subject of the main clause behind it."""

APPOINTED = re.compile(rf"{_PERSON}(?:担任|兼任|出任|任)(?!务|何|意)")
"""Who is given a post in passing (`由某某任组长`)."""
