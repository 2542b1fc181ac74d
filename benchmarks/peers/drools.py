"""A peer to measure against: Drools, in the Java virtual machine that drools_jpy brings into the process.

The package's jar holds Drools' engine and its executable model, but neither the compiler of rule text nor a Java
compiler: javac compiles a class of ours, which builds the rules from numbers. A case is one fact with a value for each
attribute, conclusions are facts of their own, salience follows the strata, and `not` reads finished strata. Sessions
come from a pool. Tried and slower: a fact for each attribute (half as much again); a new session for each case,
stateful or stateless (a quarter more). One session whose facts are deleted takes the same time. The package's
documented rulesets are a peer of their own, `drools_rulesets`.

Java gets fast with use, so that setting up ends with running random cases, which takes most of its time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from array import array
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from attrs import define, field

from benchmarks.peers.peer import (
    NO_VERDICT,
    clauses_by_body,
    heads_of,
    number,
    stratum_of,
    values_of,
    verdicts_of,
)
from pmo_expert.logic.keys import Atom, Facts
from pmo_expert.logic.program import Absent, Derivation, FactIn, Holds, Program

CLASS = "DroolsProgram"
SOURCE = Path(__file__).parent / "java" / f"{CLASS}.java"
MEMORY = "512M"
OPTIONS = ("-Xrs", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
"""Python keeps its signals, nothing but Java's own threads runs beside the engine, and Drools says errors alone."""
WARM_UP_CASES_A_CLAUSE = 60


@cache
def java_class() -> Any:
    """Start Java, once in a process, and return the class that runs programs; raises ImportError without a JDK."""
    jpyutil = import_module("jpyutil")
    jar = next(Path(str(import_module("drools.jars").__file__)).parent.glob("*.jar"))
    home = _java_home()
    os.environ["JAVA_HOME"] = str(home)  # drools_jpy looks for Java there
    with TemporaryDirectory() as folder:
        subprocess.run([home / "bin" / "javac", "-proc:none", "-cp", str(jar), "-d", folder, str(SOURCE)], check=True)
        jpyutil.init_jvm(
            java_home=str(home), jvm_maxmem=MEMORY, jvm_classpath=[str(jar), folder], jvm_options=list(OPTIONS)
        )
        jpy = import_module("jpy")
        jpy.get_type(f"{CLASS}$Case")
        jpy.get_type(f"{CLASS}$Reached")
        return jpy.get_type(CLASS)


def _java_home() -> Path:
    """Return the folder of a JDK: JAVA_HOME, else that of the javac on the path."""
    stated, javac = os.environ.get("JAVA_HOME"), shutil.which("javac")
    home = Path(stated) if stated else Path(javac).resolve().parents[1] if javac else None
    if home is None or not (home / "bin" / "javac").exists():
        raise ImportError("Drools needs a JDK: set JAVA_HOME")
    return home


@define
class DroolsEngine:
    """Runs a program on Drools. Raises ImportError where drools_jpy or a JDK is not installed."""

    program: Program
    names: tuple[str, ...] = ("Drools",)
    _java: Any = field(init=False, repr=False)
    _encode: Callable[[Facts], array[int]] = field(init=False, repr=False)
    _verdicts: array[int] = field(init=False, repr=False)
    _conclusions: tuple[Atom, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        places = {conclusion: place for place, conclusion in enumerate(self.program.strata)}
        self._java = _build(self.program, places)
        self._encode = _encoder(self.program)
        self._verdicts = array("i", [places[verdict] for verdict in verdicts_of(self.program)])
        self._conclusions = (*places, NO_VERDICT)
        self._warm_up()

    def derive(self, facts: Facts) -> Derivation:
        """Return what follows from the facts; every fact of the program must have a value."""
        return Derivation(self.program, tuple(memoryview(self._java.derive(self._encode(facts))).tolist()))

    def conclude(self, facts: Facts) -> Atom:
        """Return the verdict conclusion that was reached."""
        place: int = self._java.conclude(self._encode(facts), self._verdicts)
        return self._conclusions[place]

    def _warm_up(self) -> None:
        domains, random = self.program.domains.items(), Random(1)
        for _ in range(WARM_UP_CASES_A_CLAUSE * len(self.program.clauses)):
            self.derive({fact: random.choice(values) for fact, values in domains})


def _build(program: Program, conclusions: Mapping[Atom, int]) -> Any:
    """Return the program built in Java; clauses with the same body share a rule."""
    numbering = number(program)
    facts = {fact: place for place, fact in enumerate(program.domains)}
    java = java_class()(len(numbering.values), len(conclusions), len(program.clauses))
    for body, clauses in clauses_by_body(program).items():
        for literal in body:
            match literal:
                case FactIn(fact, values):
                    java.fact(facts[fact], array("i", [numbering.values[value] for value in values]))
                case Holds(conclusion):
                    java.holds(conclusions[conclusion])
                case Absent(conclusion):
                    java.absent(conclusions[conclusion])
        heads = array("i", [conclusions[head] for head in heads_of(program, clauses)])
        java.rule(-stratum_of(program, clauses), heads, array("i", clauses))
    java.build()
    return java


def _encoder(program: Program) -> Callable[[Facts], array[int]]:
    """Return what turns facts into the numbers of their values, in the order of the program's domains."""
    fetch, numbers = values_of(program), number(program).values

    def encode(facts: Facts) -> array[int]:
        return array("i", map(numbers.__getitem__, fetch(facts)))

    return encode
