"""Known mistakes by what they answer to the public tests, or do where their author looks: what the release may hold of the
hidden misconceptions.

For each misconception that a public test sees, ``traps.json`` beside the tests holds what to say about it, sealed with
what its wrong functions answer. Only a notebook that answers the same opens it: no wrong code is given out, and no list
of mistakes to come. The seal keeps a secret from the curious; it is no protection against somebody who has the
misconceptions already.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.core import errors
from autograder.core.course import TRAPS
from autograder.core.text import Text
from autograder.core.words import MisconceptionWords
from autograder.testing.collect import Case
from autograder.testing.examples import seed_of
from autograder.testing.expect import NOTHING_SEEN
from autograder.testing.marks import Exercise, Trap
from autograder.testing.run import Verdict
from autograder.testing.student import Student

VERSION = 1
# what numbers are multiplied by before they are rounded: another processor trains to other last digits, and some lie
# just where two roundings meet
NUDGES = (1.0, 1 + 3e-4, 1 - 3e-4)
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e[-+]?\d+)?")


def named(slug: str) -> str:
    """The key of a misconception that an author's :class:`~autograder.testing.marks.Trap` tells."""
    return _digest(["trap", slug])


def signatures(tests: Iterable[tuple[Case, Verdict]], nudge: float = 1.0) -> list[str]:
    """What a function answers to the public tests of its exercise, as keys: to all of them together, and then to each
    test by itself that saw other numbers than it expected. Empty when the answers say too little.

    Numbers are rounded to three digits: the same mistake in another style differs in the last ones.

    Args:
        nudge: one of :data:`NUDGES`; a release holds the keys of all of them.
    """
    facts = [
        (case.name, verdict.outcome, "" if verdict.outcome == "passed" else _answered(verdict, nudge))
        for case, verdict in tests
    ]
    whole = any(fact not in ("", NOTHING_SEEN.en) for *_, fact in facts)
    single = [
        [name, outcome, fact]
        for name, outcome, fact in facts
        if outcome == "failed" and any(character.isdigit() for character in fact)
    ]
    return [_digest(facts)] * whole + [_digest(fact) for fact in single]


def _digest(facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _answered(verdict: Verdict, nudge: float) -> str:
    if verdict.mismatch is not None:
        said = verdict.mismatch.got.en
    else:  # the message of an exception; not the line it comes from, which is the student's
        said = " ".join(
            line for line in (verdict.message.en if verdict.message else "").splitlines() if line[:1] != "→"
        )
    return _NUMBER.sub(lambda number: f"{float(number[0]) * nudge:.3g}", said)


def seal(key: str, trap: Mapping[str, str]) -> tuple[str, str]:
    """The name under which a trap is kept, and its words made unreadable without the key."""
    return _name(key), base64.b64encode(_mixed(key, json.dumps(trap, ensure_ascii=False).encode())).decode()


def opened(keys: Sequence[str], tests: Path, exercise: str) -> dict[str, MisconceptionWords]:
    """Slug and words of what is sealed with the first of these keys that fits, beside the public tests; empty where none does."""
    try:
        kept = json.loads(tests.with_name(TRAPS).read_text(encoding="utf-8"))
        sealed = kept["traps"][exercise] if kept["version"] == VERSION else {}
        for key in keys:
            if _name(key) in sealed:
                words = json.loads(_mixed(key, base64.b64decode(sealed[_name(key)])))
                titles = {key[6:]: said for key, said in words.items() if key.startswith("title_")}
                title = Text(**titles) if titles else None
                feedback = Text(words["en"], words["zh"])
                return {words["slug"]: MisconceptionWords(feedback, words["section"], title)}
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no file, another version's, none of this kind: a name is an extra
    return {}


def spotted(exercise: Exercise, student: Student, seed: str) -> Trap | None:
    """The first of the exercise's traps that the student's function behaves like; errors on the way mean no.

    Raises:
        errors.OurFault: as the student's backend does.
    """
    for trap in exercise.traps:
        student.seed(seed_of(trap.slug, seed))
        try:
            if trap.seen(student):
                return trap
        except errors.OurFault:
            raise
        except Exception:
            continue
    return None


def _name(key: str) -> str:
    return hashlib.sha256(f"name {key}".encode()).hexdigest()[:16]


def _mixed(key: str, data: bytes) -> bytes:
    stream = hashlib.shake_256(f"words {key}".encode()).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def written(traps: Mapping[str, Mapping[str, Any]]) -> str:
    """The file's content: exercise -> name -> sealed words."""
    return json.dumps({"version": VERSION, "traps": traps}, indent=1, sort_keys=True) + "\n"
