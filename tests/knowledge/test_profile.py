"""The ontology is in OWL 2 DL, as the OWL API says: Debian's `libowlapi-java` with a JDK.

The folder of its jars is /usr/share/java, or what KG_JARS names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.knowledge.tables import home

JARS = Path(os.environ.get("KG_JARS", "/usr/share/java"))
NEEDED = (
    *("owlapi-api", "owlapi-apibinding", "owlapi-impl", "owlapi-parsers", "owlapi-rio", "owlapi-tools"),
    *(
        "owlapi-oboformat",
        "caffeine",
        "guava",
        "hppcrt",
        "atinject-jsr330-api",
        "commons-rdf-api",
        "commons-io",
    ),
    *("rdf4j-model-api", "rdf4j-model", "rdf4j-model-vocabulary", "rdf4j-rio-api", "rdf4j-rio-languages"),
    *("rdf4j-rio-datatypes", "rdf4j-rio-turtle", "rdf4j-util", "slf4j-api", "slf4j-nop"),
    *("xz", "commons-codec", "commons-logging", "httpclient", "httpcore", "jsr305"),
)
ONTOLOGY = home("ontology") / "kg.ttl"


def violations(path: Path) -> dict[str, list[str]]:
    """What each profile holds against an ontology; the key `axioms` gives their number."""
    java, compiler = shutil.which("java"), shutil.which("javac")
    if java is None or compiler is None or not (JARS / "owlapi-api.jar").exists():
        pytest.skip("the OWL API or a JDK is not installed (Debian: libowlapi-java, default-jdk-headless)")
    classes = ":".join(str(JARS / f"{name}.jar") for name in NEEDED)
    program = Path(__file__).with_name("OwlProfiles.java")
    done = subprocess.run(
        [java, "-cp", classes, str(program), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        profile, _, said = line.partition("\t")
        found.setdefault(profile, []).append(said)
    return found


def test_the_ontology_is_owl_2_dl() -> None:
    found = violations(ONTOLOGY)
    assert int(found["axioms"][0]) > 500
    assert found.get("OWL2_DL", []) == []


def test_a_fault_would_be_found(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    wrong = "kg:Person rdfs:subClassOf kg:NoSuchClass .\nkg:score a owl:ObjectProperty .\n"
    broken.write_text(ONTOLOGY.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    assert any("NoSuchClass" in said for said in violations(broken)["OWL2_DL"])
