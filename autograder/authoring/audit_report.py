"""What an audit found: plain frozen values, and the sentences on what does not hold."""

from dataclasses import dataclass

RIGHT_STYLES = 5  # at least so many right solutions an exercise
FALSE_ALARMS = 1e-6  # summed over an assignment's statistical tests, less than this
LITTLE = 0.2  # a mistake that costs a smaller share of the points is worth a look


@dataclass(frozen=True, slots=True)
class Known:
    """A known solution, right or wrong, and what the tests say of it.

    Attributes:
        share: of the exercise's points, 0 to 1.
        why: why it does not get full marks, or None.
        diagnosed: slug of the misconception that it is taken for, or None.
    """

    name: str
    share: float
    why: str | None = None
    diagnosed: str | None = None


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
    misconceptions: tuple[Known, ...] = ()
    wrong: tuple[Known, ...] = ()
    styles: tuple[Known, ...] = ()
    mutants: Killing = Killing()
    words: tuple[str, ...] = ()
    unsteady: tuple[str, ...] = ()

    def problems(self) -> tuple[str, ...]:
        """What does not hold, one sentence each."""
        known, mutants = self.misconceptions, self.mutants
        taken = [(one.name, one.diagnosed) for one in known if one.share < 1 and one.diagnosed != one.name]
        return (
            *self.words,
            *(f"the reference solution does not get full marks: {why}" for why in (self.reference,) if why),
            *(
                f"the wrong solution {one.name} gets full marks"
                for one in (*known, *self.wrong)
                if one.share >= 1
            ),
            *(f"{name} is taken for {other or 'no misconception'}" for name, other in taken),
            *(f"the right solution {one.name} loses marks: {one.why}" for one in self.styles if one.why),
            *(f"a mutant gets full marks: {what}" for what in mutants.survivors),
            *(
                f"the list of equivalent mutants names one that is killed, or none any more: {what}"
                for what in mutants.stale
            ),
            *self.unsteady,
        )

    def warnings(self) -> tuple[str, ...]:
        """What holds, but is worth a look."""
        found = [
            f"{one.name} loses only {1 - one.share:.0%}"
            for one in self.misconceptions
            if 0 < 1 - one.share < LITTLE - 1e-9
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
        found = [*self.others, *(f"{one.name}: {said}" for one in self.exercises for said in one.problems())]
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
        return (*self.others, *(problem for one in self.assignments for problem in one.problems()))

    def warnings(self) -> tuple[str, ...]:
        """What is worth a look."""
        exercises = [(one.name, exercise) for one in self.assignments for exercise in one.exercises]
        return tuple(
            f"{name}: {exercise.name}: {said}" for name, exercise in exercises for said in exercise.warnings()
        )

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems()
