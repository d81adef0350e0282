"""How likely a statement is right."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.confidence import confidence, features
from kg.extract.page import trace
from kg.knowledge.tables import rows
from kg.model import Page

TEXT = """松岭县召开重点项目推进会
本报讯（记者 何晓雨）3月4日，松岭县召开重点项目推进会，松岭县委书记罗成栋出席会议并讲话。
松岭县发展和改革局局长白云帆通报了项目进度。松岭云杉食品有限公司投资3.2亿元建设松岭云杉果蔬深加工项目，
项目位于松岭县清水镇，投产后预计年产值5亿元。
"""


def test_features_are_named_once_and_the_same_each_time() -> None:
    traced = trace(Page("p", TEXT))
    statements = list(traced.statements())
    assert {type(s).__name__ for _, s in statements} >= {"Claim", "Figure"}
    for reading, statement in statements:
        found = list(features(reading, statement))
        names = [name for name, _ in found]
        assert len(names) == len(set(names))
        assert found == list(features(reading, statement))


def test_every_score_of_a_record_is_a_probability() -> None:
    record = trace(Page("p", TEXT)).record
    scores = [item.evidence.score for item in (*record.facts, *record.measurements, *record.honours)]
    assert scores
    assert all(0 < score < 1 for score in scores)


def test_of_two_alike_the_one_that_its_rule_is_surer_of_is_likelier() -> None:
    traced = trace(Page("p", TEXT), scored=False)
    for reading, claim in traced.claims:
        unsure, sure = (confidence(reading, replace(claim, score=s)) for s in (0.3, 0.95))
        assert unsure < sure


def test_the_weights_speak_of_features_that_there_are() -> None:
    weighed = {row["feature"] for row in rows("confidence.tsv")}
    kinds = {f"kind={kind}" for kind in ("fact", "measurement", "honour")}
    assert weighed & kinds
    traced = trace(Page("p", TEXT))
    seen = {name for reading, s in traced.statements() for name, _ in features(reading, s)}
    assert seen & weighed
