"""The families of forbidden built-ins, which ``families.toml`` declares."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.core.text import Text


@dataclass(frozen=True, slots=True)
class Family:
    """What one exercise forbids, inside its function and in whatever that function calls.

    Attributes:
        slug: stable name of the family.
        sentence: what is forbidden and what is not, for the notebook and the feedback.
        instead: what to do instead, without giving the solution away.
        functions: names of Python functions and tensor methods, private spellings too.
        classes: names of modules (classes).
        packages: dotted packages of which nothing may be used ...
        harmless: ... but these names, which do no work (base classes).
    """

    slug: str
    sentence: Text
    instead: Text
    functions: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()

    @property
    def operators(self) -> frozenset[str]:
        """ATen operators, without ``aten::`` and overload, that run when one of the functions is called: they have the same
        names. A family that forbids packages looks at names only."""
        return frozenset() if self.packages else self.functions

    def forbids(self, path: str) -> bool:
        """Whether the library object at the dotted ``path`` ("torch.nn.functional.relu") belongs to this family."""
        last = path.rpartition(".")[2]
        for package in self.packages:
            if path.startswith(f"{package}."):
                return path.removeprefix(f"{package}.").partition(".")[0] not in self.harmless
        return last in self.functions or last in self.classes

    def named(self, seen: str) -> str | None:
        """The name for a person of what a run-time ``Watch`` has seen, if it is forbidden; else None."""
        operator = seen.removeprefix("aten::")
        if operator != seen:
            known = operator in self.operators
            return operator.strip("_").removesuffix("_forward") if known else None
        if seen in self.functions or self._forbids_object(seen):
            return seen.strip("_")
        return None

    def _forbids_object(self, name: str) -> bool:
        package, _, kind = name.partition(".")
        return (package == "nn" and kind in self.classes) or (
            bool(kind) and f"torch.{package}" in self.packages
        )


def _families() -> Iterator[Family]:
    path = Path(__file__).with_suffix(".toml")
    for slug, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        sentence, instead = Text(**table.pop("sentence")), Text(**table.pop("instead"))
        names: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in table.items()}
        yield Family(slug, sentence, instead, **names)


FAMILIES = tuple(_families())
RELU, SIGMOID, TANH, SOFTMAX, CROSS_ENTROPY_WITH_LOGITS, DROPOUT, TRAIN_FROM_SCRATCH, AUTOGRAD = FAMILIES
