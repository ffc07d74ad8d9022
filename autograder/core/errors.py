"""Every error this package raises on purpose, by whose fault it is: the student's, the author's, the user's, ours."""

from typing import Any


class AutograderError(Exception):
    """Root of all errors raised on purpose; ``str()`` is a message fit for the person who reads it."""


class StudentFault(AutograderError):
    """The submission is at fault."""


class Unreadable(StudentFault):
    """The submission cannot be read; the message says what was found, what was expected, what to do.

    Attributes:
        digest: SHA-256 of the file's bytes where they could be read, else None.
        text: the message in both languages (a ``Text``), where there is one.
    """

    digest: str | None = None
    text: Any = None


class CheckFailed(StudentFault):
    """A check in the student's own notebook does not hold; what was found has been shown already."""

    def _render_traceback_(self) -> list[str]:
        """One line in Jupyter, in place of a traceback through this package."""
        return [str(self)]


class StudentError(StudentFault):
    """A call into the student's code gave no value."""


class StudentRaised(StudentError):
    """The student's code raised.

    Attributes:
        kind: the exception's class name.
        detail: its message, untrusted text with a capped length.
        where: ``(cell, line number, source line, function)`` of the innermost frame in the notebook, or None; a method is
            told by its class.
        mro: class names from the exception's class to ``BaseException``.
        cause: ``(kind, what)`` of what the notebook wanted and cannot have where it runs (see
            :mod:`autograder.sandbox.causes`), or None.
    """

    def __init__(
        self,
        kind: str,
        detail: str = "",
        where: tuple[str, int, str, str] | None = None,
        mro: tuple[str, ...] = (),
        cause: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind, self.detail, self.where, self.mro, self.cause = kind, detail, where, mro, cause


class NotImplementedYet(StudentRaised):
    """The stub is still there: the student's code raised NotImplementedError."""


class MissingName(StudentError):
    """The notebook defines no such name, or what it defines cannot be called; ``cause`` as in :class:`StudentRaised`."""

    def __init__(self, name: str, found: str | None = None, cause: tuple[str, str] | None = None) -> None:
        super().__init__(
            f"{name} is not defined" if found is None else f"{name} is a {found}, not a function"
        )
        self.name, self.found, self.cause = name, found, cause


class CallTimeout(StudentError):
    """The call took longer than its deadline, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} s")
        self.seconds = seconds


class Stalled(CallTimeout):
    """The process hangs before it comes to the student's function: the notebook has left it so."""


class Crashed(StudentError):
    """The process that ran the student's code died.

    Attributes:
        killed: whether somebody else may have ended it.
    """

    def __init__(self, said: str = "", killed: bool = False) -> None:
        super().__init__(said)
        self.killed = killed


class OutOfMemory(Crashed):
    """The student's code asked for more memory than it may have."""


class AuthorFault(AutograderError):
    """The course itself is at fault."""


class CourseError(AuthorFault):
    """The course folder or its configuration cannot be used."""


class SuiteError(AuthorFault):
    """A hidden test is broken."""


class UsageError(AutograderError):
    """The person at the keyboard asked for something that does not exist."""

    def _render_traceback_(self) -> list[str]:
        """One line in Jupyter, in place of a traceback through this package."""
        return [str(self)]


class OurFault(AutograderError):
    """The grader or the machine is at fault; never a student's zero."""


class FaultWarning(UserWarning):
    """Our own fault that costs no mark, such as a hint that could not be found: for whoever runs the grading."""


class IsolationUnavailable(OurFault):
    """The isolation asked for is not available on this machine."""


class WorkerUnavailable(OurFault):
    """No worker could be started, or the zygote is gone."""
