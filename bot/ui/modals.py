"""Modals that survive restarts: their whole state is in the ``custom_id``, ``easel:<form>:<number>[:<number>…]``.

discord.py 2.7.1 passes a submitted modal only to an object in memory. So these objects have no callback, are dropped as
soon as they are shown, and the client parses each submission.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias

import discord
from discord import ui

from bot.domain.case_actions import FORM_ACTIONS, CaseAction
from bot.domain.short_ids import parse_id
from bot.ui.components import Interaction, interaction_data

CUSTOM_ID_PREFIX: Final = "easel:"
TEXT_FIELD_ID: Final = "words"
"""The text field."""
BLOCK_DURATION_FIELD_ID: Final = "term"
"""The select for the duration of a block."""
REASON_FIELD_ID: Final = "reason"
"""The select for one of the usual reasons."""
PICTURE_FIELD_ID: Final = "which"
"""The select for one of several pictures."""
MAX_TEXT_LENGTH: Final = 4000
"""Characters of a text field (Discord, Text Input)."""
_MAX_FIELD_DEPTH: Final = 3
"""Nesting of components that is searched for fields: a label or a row, and one more level as a reserve."""


class Form(StrEnum):
    """The kind of a form, with the numbers that its ``custom_id`` carries."""

    EDIT = "edit"  #: edit a job's picture: job, picture (0 if the form has a select for it)
    EDIT_FILE = "file"  #: edit a picture in a member's message: channel, message, file (0 if the form has a select)
    VARY = "vary"  #: vary a job's picture: job
    DESCRIBE = "describe"  #: the alt text of a picture: job, picture (0 if the form has a select for it)
    REPORT = "report"  #: what is wrong with a picture: job


FormKind: TypeAlias = Form | CaseAction
"""The kind of a form: one of :class:`Form`, or a case action, whose form carries the case's id."""
_NUMBER_COUNTS: Final[Mapping[FormKind, int]] = {
    Form.EDIT: 2,
    Form.EDIT_FILE: 3,
    Form.VARY: 1,
    Form.DESCRIBE: 2,
    Form.REPORT: 1,
    **dict.fromkeys(FORM_ACTIONS, 1),
}
"""How many numbers the ``custom_id`` of each form carries."""
_FORM_KINDS: Final = {kind.value: kind for kind in _NUMBER_COUNTS}
_CUSTOM_ID: Final = re.compile(
    rf"{CUSTOM_ID_PREFIX}(?P<form>{'|'.join(_FORM_KINDS)})(?P<numbers>(?::[0-9]{{1,19}}){{1,3}})"
)


class SubmittedForm(NamedTuple):
    """A submitted form. All of it comes from the client and may be forged, so every number must be checked."""

    form: FormKind
    numbers: tuple[int, ...]
    fields: Mapping[str, str]

    def resolve_number(self, number: int) -> int:
        """The number from the ``custom_id``, or if that is 0 the number that was chosen in the select, or else 0."""
        chosen = self.fields.get(PICTURE_FIELD_ID, "")
        return number or (parse_id(chosen) if re.fullmatch("[0-9]{1,19}", chosen) else 0)


class PictureOption(NamedTuple):
    """An option of the picture select: its label, and the number of the picture."""

    label: str
    number: int


def new_modal(kind: FormKind, *numbers: int, title: str) -> ui.Modal:
    """Build a form without fields; :func:`text_field` and :func:`picture_select` build those."""
    # Without a timeout, discord.py would keep a modal in memory forever if it was never stopped.
    return ui.Modal(title=title, timeout=60, custom_id=f"{CUSTOM_ID_PREFIX}{kind}:{':'.join(map(str, numbers))}")


def text_field(
    label: str, *, initial_text: str = "", description: str | None = None, max_length: int = MAX_TEXT_LENGTH
) -> ui.Label[ui.Modal]:
    """Build a text field that is filled with ``initial_text``."""
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=TEXT_FIELD_ID,
        default=initial_text[:max_length] or None,
        max_length=max_length,
    )
    return ui.Label(text=label, description=description, component=field)


def picture_select(choices: Sequence[PictureOption]) -> ui.Label[ui.Modal]:
    """Build a select for one of at most 25 pictures."""
    options = [discord.SelectOption(label=choice.label[:100], value=str(choice.number)) for choice in choices[:25]]
    field: ui.Select[ui.Modal] = ui.Select(
        custom_id=PICTURE_FIELD_ID, options=options, placeholder="Choose one", required=True
    )
    return ui.Label(text="Which picture", component=field)


def picture_options(numbers: Iterable[int]) -> list[PictureOption]:
    """Build the select options for a job's pictures of these numbers."""
    return [PictureOption(f"Picture {number}", number) for number in numbers]


async def open_modal(interaction: Interaction, modal: ui.Modal) -> None:
    """Open the form. It must be the first response to its interaction (Discord, Interaction Callback Type)."""
    await interaction.response.send_modal(modal)
    modal.stop()


def is_easel_modal(interaction: Interaction) -> bool:
    """Whether one of Easel's forms was submitted, valid or not."""
    return interaction.type is discord.InteractionType.modal_submit and _custom_id(interaction).startswith(
        CUSTOM_ID_PREFIX
    )


def parse_submission(interaction: Interaction) -> SubmittedForm | None:
    """Parse a submitted form; ``None`` for an invalid ``custom_id``."""
    match = _CUSTOM_ID.fullmatch(_custom_id(interaction))
    if match is None:
        return None
    form, numbers = _FORM_KINDS[match["form"]], tuple(parse_id(number) for number in match["numbers"].split(":")[1:])
    if len(numbers) != _NUMBER_COUNTS[form]:
        return None
    components: Iterable[Any] = interaction_data(interaction).get("components", ())
    return SubmittedForm(form, numbers, dict(_fields(components, _MAX_FIELD_DEPTH)))


def _custom_id(interaction: Interaction) -> str:
    return str(interaction_data(interaction).get("custom_id", ""))


def _fields(components: Iterable[Any], depth: int) -> Iterator[tuple[str, str]]:
    for part in components:
        values = [part.get("value"), *part.get("values", ())]
        yield from ((str(part["custom_id"]), one) for one in values[:2] if isinstance(one, str) and "custom_id" in part)
        inside = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
        if depth:
            yield from _fields(inside, depth - 1)
