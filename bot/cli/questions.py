"""Asks questions at a terminal, or reads the answers from a pipe, and tests each answer at once."""

import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, Generic, TypeVar

from bot.errors import EaselError
from bot.observability.log import print_redacted

T = TypeVar("T")
_QUOTATION_MARKS: Final = "\"'“”"


class Verdict(Enum):
    """The result of testing an answer; UNTESTED if the network or a service is down, so that nothing is known."""

    ACCEPTED = auto()
    REFUSED = auto()
    UNTESTED = auto()


@dataclass(frozen=True, slots=True)
class Tested(Generic[T]):
    """An answer that was tested, and the lines to print about it."""

    verdict: Verdict
    value: T
    lines: list[str] = field(default_factory=list)


class Unanswered(EaselError):
    """There is no usable answer; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A question, what to say about it, and the test of its answer."""

    title: str
    explanation: str
    prompt: str
    test: Callable[[str], Tested[T]]
    default: str = ""
    """The answer if nothing is typed; none if it is empty."""
    is_secret: bool = False


def ask(question: Question[T]) -> T:
    """Ask until an answer is accepted, and return it.

    Only a person at a terminal is asked again: the next line of a pipe belongs to the next question. Raises
    :class:`Unanswered`, and KeyboardInterrupt for Ctrl-C.
    """
    print_redacted(f"\n{question.title}")
    print_redacted(question.explanation)
    while True:
        tested = question.test(_read(question))
        for line in tested.lines:
            print_redacted(f"  {line}")
        if tested.verdict is Verdict.ACCEPTED or (tested.verdict is Verdict.UNTESTED and _wants_to_keep()):
            return tested.value
        if not sys.stdin.isatty():
            raise Unanswered("That answer cannot be used, so nothing was written.")


def _read(question: Question[T]) -> str:
    prompt = f"{question.prompt} [{question.default}]: " if question.default else f"{question.prompt}: "
    text = _read_line(prompt, is_secret=question.is_secret)
    # A paste can bring control characters and quotation marks along.
    return (
        "".join(char for char in text if char.isprintable()).strip().strip(_QUOTATION_MARKS).strip() or question.default
    )


def _read_line(prompt: str, *, is_secret: bool = False) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        print_redacted(prompt)
        line = "" if sys.stdin is None else sys.stdin.readline()
        if not line:
            raise Unanswered("The answers ended too early, so nothing was written.")
        return line
    try:
        return getpass.getpass(prompt) if is_secret else input(prompt)
    except EOFError:
        raise Unanswered("\nStopped; nothing was written.") from None


def _wants_to_keep() -> bool:
    return sys.stdin.isatty() and _read_line("  Keep it untested? [y/N]: ").strip().lower() in {"y", "yes"}
