"""Describes an error that Easel does not know, in one line instead of a traceback."""

import traceback
from pathlib import Path
from typing import Final

_PROJECT_ROOT: Final = Path(__file__).resolve().parents[2]


def describe_own_fault(error: BaseException) -> str:
    """Name the kind of error and where it came from. Its text is left out, because it may hold a secret."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame.filename)]
    where = f" at {_relative(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"this is a fault in Easel ({type(error).__name__}{where}); please report it with this line"


def _is_own(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(_PROJECT_ROOT / "bot") or path.is_relative_to(_PROJECT_ROOT / "cogs")


def _relative(filename: str) -> str:
    return str(Path(filename).relative_to(_PROJECT_ROOT))
