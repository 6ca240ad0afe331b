"""Forms that survive restarts: all they know stands in their ``custom_id``, ``easel:<form>:<number>[:<number>…]``.

discord.py 2.7.1 hands a submitted modal only to an object in memory, so these objects do nothing, are forgotten as soon
as they were shown, and the client reads what was submitted.
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
"""The field that people write in."""
BLOCK_DURATION_FIELD_ID: Final = "term"
"""The field that a block's term is chosen in."""
REASON_FIELD_ID: Final = "reason"
"""The field that one of the usual reasons is chosen in."""
PICTURE_FIELD_ID: Final = "which"
"""The field that one of several pictures is chosen in."""
MAX_TEXT_LENGTH: Final = 4000
"""Characters of a text field (Discord, Text Input)."""
_MAX_FIELD_DEPTH: Final = 3
"""How deep a field lies in what is submitted: in a label or a row, and once more to be safe."""


class Form(StrEnum):
    """What a form asks for."""

    EDIT = "edit"  #: a picture of ours: job, number (0 where the form asks which one)
    EDIT_FILE = "file"  #: a picture that somebody put on Discord: channel, message, file (0 where the form asks)
    VARY = "vary"  #: a picture of ours: job
    DESCRIBE = "describe"  #: the alt text of a picture: job, number (0 where the form asks)
    REPORT = "report"  #: what is wrong with a picture: job


FormKind: TypeAlias = Form | CaseAction
"""A form, or that of a case action, which carries the case."""
_NUMBER_COUNTS: Final[Mapping[FormKind, int]] = {
    Form.EDIT: 2,
    Form.EDIT_FILE: 3,
    Form.VARY: 1,
    Form.DESCRIBE: 2,
    Form.REPORT: 1,
    **dict.fromkeys(FORM_ACTIONS, 1),
}
"""How many numbers each carries."""
_FORM_KINDS: Final = {kind.value: kind for kind in _NUMBER_COUNTS}
_CUSTOM_ID: Final = re.compile(
    rf"{CUSTOM_ID_PREFIX}(?P<form>{'|'.join(_FORM_KINDS)})(?P<numbers>(?::[0-9]{{1,19}}){{1,3}})"
)


class SubmittedForm(NamedTuple):
    """A form that came back. All of it is what a person sent: nothing of it is true before it was looked up."""

    form: FormKind
    numbers: tuple[int, ...]
    fields: Mapping[str, str]

    def resolve_number(self, number: int) -> int:
        """The number that the form carries, or where that is 0 the one that was chosen; 0 when none was."""
        which = self.fields.get(PICTURE_FIELD_ID, "")
        return number or (parse_id(which) if re.fullmatch("[0-9]{1,19}", which) else 0)


class PictureOption(NamedTuple):
    """One of several pictures: what stands in the list, and its number."""

    label: str
    number: int


def new_modal(kind: FormKind, *numbers: int, title: str) -> ui.Modal:
    """A form without fields; :func:`text_field` and :func:`picture_select` make them."""
    # One that never times out would be held in memory for good, if it could not be forgotten after it was shown.
    return ui.Modal(title=title, timeout=60, custom_id=f"{CUSTOM_ID_PREFIX}{kind}:{':'.join(map(str, numbers))}")


def text_field(
    label: str, *, initial_text: str = "", description: str | None = None, max_length: int = MAX_TEXT_LENGTH
) -> ui.Label[ui.Modal]:
    """A field to write in, with these words in it already."""
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=TEXT_FIELD_ID,
        default=initial_text[:max_length] or None,
        max_length=max_length,
    )
    return ui.Label(text=label, description=description, component=field)


def picture_select(choices: Sequence[PictureOption]) -> ui.Label[ui.Modal]:
    """A field to choose one of at most 25 pictures in."""
    options = [discord.SelectOption(label=choice.label[:100], value=str(choice.number)) for choice in choices[:25]]
    field: ui.Select[ui.Modal] = ui.Select(
        custom_id=PICTURE_FIELD_ID, options=options, placeholder="Choose one", required=True
    )
    return ui.Label(text="Which picture", component=field)


def picture_options(numbers: Iterable[int]) -> list[PictureOption]:
    """A job's pictures by their numbers, as one chooses among them."""
    return [PictureOption(f"Picture {number}", number) for number in numbers]


async def open_modal(interaction: Interaction, modal: ui.Modal) -> None:
    """Open the form. It must be the first answer to its interaction (Discord, Interaction Callback Type)."""
    await interaction.response.send_modal(modal)
    modal.stop()


def is_easel_modal(interaction: Interaction) -> bool:
    """Whether a form of this module's was submitted, readable or not."""
    return interaction.type is discord.InteractionType.modal_submit and _custom_id(interaction).startswith(
        CUSTOM_ID_PREFIX
    )


def parse_submission(interaction: Interaction) -> SubmittedForm | None:
    """What was submitted; ``None`` for what no form of ours sends."""
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
