"""Who supplies whom: told by the sentence of a cooperation between two companies, or by what they agreed on."""

from __future__ import annotations

import re

from kg.boards.board import Book
from kg.graph import Edge

_TO = re.compile(
    "[为向给是](?P<customer>[^，,。；;！!？?]{2,60}?)"
    "(?:供应商|(?:配套|供货|供应|供给)(?!设施|资金|工程|建设|项目|服务|政策|措施|用地|完善))"
)
"""为某厂配套, 向某厂供货, 是某厂的供应商: who is supplied stands within, who supplies before it."""
_AGREED = re.compile("供货|供应|配套(?!设施|资金|工程|建设|项目|服务)")


def supplier(book: Book, fact: Edge) -> str:
    """Which end of a cooperation between companies supplies the other, as its sentence says; empty for none.

    A sentence that names neither, or both, as supplied tells nothing of the kind.
    """
    ends = (fact.s, fact.o)
    if fact.p != "cooperatesWith" or any(book.nodes[i].type != "Enterprise" for i in ends):
        return ""
    for source in fact.evidence:
        for told in _TO.finditer(source.quote):
            supplied = [i for i in ends if _named(book, i, told["customer"])]
            if len(supplied) == 1:
                return fact.s if supplied[0] == fact.o else fact.o
    return ""


def on_supply(fact: Edge) -> bool:
    """Whether what two agreed on is supply: 供货协议."""
    return fact.p == "cooperatesWith" and bool(_AGREED.search(dict(fact.q).get("matter", "")))


def _named(book: Book, id_: str, text: str) -> bool:
    node = book.nodes[id_]
    return any(form in text for form in (node.name, *node.aliases))
