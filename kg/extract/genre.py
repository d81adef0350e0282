"""Kinds of text that are read otherwise than news: reports in which a place gives account of itself."""

from __future__ import annotations

import re

_ACCOUNT = re.compile(
    r"工作报告|统计公报|(?:规划|计划|预算|纲要|目标)[^，。\n]{0,12}(?:执行|实施|完成)情况[^，。\n]{0,12}报告|发展规划纲要"
)
_HEAD = 120


def accounts(text: str, body: int) -> int:
    """Where the head of a report by which a place accounts for itself ends; 0 for any other text.

    What such a report counts is the place's, save where it names another right before the number.
    """
    end = max(body, min(_HEAD, len(text)))
    return end if _ACCOUNT.search(text, 0, max(body, 40)) else 0
