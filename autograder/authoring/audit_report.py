"""What an audit found: plain frozen values, and the sentences on what does not hold."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT_STYLES = 5  # at least so many right solutions an exercise
FALSE_ALARMS = 1e-6  # summed over an assignment's statistical tests, less than this
LITTLE = 0.2  # a mistake that costs a smaller share of the points is worth a look


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong solution: a misconception, or one of the wrong solutions that the tests keep."""

    name: str
    share: float
    diagnosed: str | None
    stopped: bool = False

    @property
    def lost(self) -> float:
        """The share of the points that it loses."""
        return 1 - self.share


@dataclass(frozen=True, slots=True)
class Style:
    """A right solution, and why it did not get full marks, or None."""

    name: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Killing:
    """What became of the mechanical mutants of a reference solution.

    Attributes:
        total: how many there were.
        killed: how many lost marks.
        equivalent: which survived and are known to be right.
        survivors: which survived and ought not to.
        stale: entries of the list of equivalent mutants that are no survivors.
    """

    total: int = 0
    killed: int = 0
    equivalent: tuple[str, ...] = ()
    survivors: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseReport:
    """One exercise.

    Attributes:
        reference: why the reference solution does not get full marks, or None.
        seconds: CPU that the hidden tests take, without the solution's own.
        words: what is missing of points, hints and texts, one sentence each.
        unsteady: what came out otherwise under another seed, one sentence each.
    """

    assignment: str
    name: str
    points: float
    tests: int
    reference: str | None
    false_alarms: float
    seconds: float
    misconceptions: tuple[Mistake, ...]
    wrong: tuple[Mistake, ...]
    styles: tuple[Style, ...]
    mutants: Killing
    words: tuple[str, ...] = ()
    unsteady: tuple[str, ...] = ()

    def problems(self) -> tuple[str, ...]:
        """What does not hold, one sentence each."""
        found = list(self.words)
        if self.reference is not None:
            found.append(f"the reference solution does not get full marks: {self.reference}")
        for mistake in (*self.misconceptions, *self.wrong):
            if mistake.share >= 1:
                found.append(f"the wrong solution {mistake.name} gets full marks")
        found += [
            f"{mistake.name} is taken for {mistake.diagnosed or 'no misconception'}"
            for mistake in self.misconceptions
            if mistake.share < 1 and mistake.diagnosed != mistake.name
        ]
        found += [
            f"the right solution {style.name} loses marks: {style.why}" for style in self.styles if style.why
        ]
        found += [f"a mutant gets full marks: {what}" for what in self.mutants.survivors]
        found += [
            f"the list of equivalent mutants names one that is killed, or none any more: {what}"
            for what in self.mutants.stale
        ]
        return (*found, *self.unsteady)

    def warnings(self) -> tuple[str, ...]:
        """What holds, but is worth a look."""
        found = [
            f"{mistake.name} loses only {mistake.lost:.0%}"
            for mistake in self.misconceptions
            if 0 < mistake.lost < LITTLE - 1e-9
        ]
        if len(self.styles) < RIGHT_STYLES:
            found.append(
                f"{len(self.styles)} right solutions in other styles; {RIGHT_STYLES} or more show that styles do not matter"
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """One assignment: its exercises, and what concerns all of them."""

    name: str
    exercises: tuple[ExerciseReport, ...]
    others: tuple[str, ...] = ()

    @property
    def false_alarms(self) -> float:
        """The chance, at most, that a right solution of the whole assignment fails some statistical test by bad luck."""
        return sum(exercise.false_alarms for exercise in self.exercises)

    def problems(self) -> tuple[str, ...]:
        """What does not hold, one sentence each."""
        found = [
            *self.others,
            *(
                f"{exercise.name}: {problem}"
                for exercise in self.exercises
                for problem in exercise.problems()
            ),
        ]
        if self.false_alarms >= FALSE_ALARMS:
            found.append(
                f"the statistical tests' false-alarm rate is {self.false_alarms:.1e}, not below {FALSE_ALARMS:g}"
            )
        return tuple(f"{self.name}: {problem}" for problem in found)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole audit."""

    assignments: tuple[AssignmentReport, ...]
    others: tuple[str, ...] = ()

    def problems(self) -> tuple[str, ...]:
        """What does not hold, one sentence each."""
        return (
            *self.others,
            *(problem for assignment in self.assignments for problem in assignment.problems()),
        )

    def warnings(self) -> tuple[str, ...]:
        """What is worth a look."""
        return tuple(
            f"{assignment.name}: {exercise.name}: {warning}"
            for assignment in self.assignments
            for exercise in assignment.exercises
            for warning in exercise.warnings()
        )

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems()
