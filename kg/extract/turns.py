"""The order in which the mentions of an article are bound: what others hang on goes first."""

from __future__ import annotations

import re

from kg.extract.cast import DIVISION
from kg.extract.naming import unnamed
from kg.extract.placing import LEVEL
from kg.extract.reading import Mention
from kg.extract.recognise.heads import heads

THIS = re.compile("[本此这]次")
"""What points at a meeting told of before."""


def turn(mention: Mention) -> int:
    """When a mention is bound: places at first, then what hangs on them, names, and last what refers back."""
    if mention.by == "gazetteer-prefix":
        return 1
    if mention.type == "Zone" and (mention.by == "anaphor" or unnamed(mention.text)):
        return 2
    if mention.by in {"relative", "surname-post", "anaphor"} or unnamed(mention.text):
        return 4
    if mention.type == "Event" and (mention.text in heads() or THIS.match(mention.text)):
        return 4
    if mention.type in {DIVISION, "Zone"}:
        return 0
    return 4 if LEVEL.match(mention.text) and mention.type != "PublicBody" else 3
