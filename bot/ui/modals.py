"""Modals that survive restarts: their whole state is in the ``custom_id``, ``easel:<form>:<number>[:<number>…]``.

discord.py 2.7.1 passes a submission only to a modal object in memory. So these objects have no callback, are dropped as
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
from bot.localization.messages import text
from bot.ui.components import Interaction, interaction_data
from bot.ui.gallery_places import gallery_place

CUSTOM_ID_PREFIX: Final = "easel:"
TEXT_FIELD_ID: Final = "words"
BLOCK_DURATION_FIELD_ID: Final = "term"
REASON_FIELD_ID: Final = "reason"
"""The select for a preset reason."""
PICTURE_FIELD_ID: Final = "which"
MAX_TEXT_LENGTH: Final = 4000
"""Characters of a text field (Discord, Text Input)."""
_MAX_FIELD_DEPTH: Final = 3
"""Levels of nested components that are searched for fields; today, a field is inside a label or a row."""


class Form(StrEnum):
    """The kind of a form; each comment names the numbers in its ``custom_id``."""

    EDIT = "edit"  #: edit a job's picture: job, picture (0 if the form has a select for it)
    EDIT_FILE = "file"  #: edit a picture in a member's message: channel, message, file (0 if the form has a select)
    VARY = "vary"  #: vary a job's picture: job
    DESCRIBE = "describe"  #: the alt text of a picture: job, picture (0 if the form has a select for it)
    REPORT = "report"  #: report a job's pictures: job


FormKind: TypeAlias = Form | CaseAction
"""The kind of a form: a :class:`Form`, or a case action, whose form has the case's id in its ``custom_id``."""
_NUMBER_COUNTS: Final[Mapping[FormKind, int]] = {
    Form.EDIT: 2,
    Form.EDIT_FILE: 3,
    Form.VARY: 1,
    Form.DESCRIBE: 2,
    Form.REPORT: 1,
    **dict.fromkeys(FORM_ACTIONS, 1),
}
"""How many numbers each form's ``custom_id`` contains."""
_FORM_KINDS: Final = {kind.value: kind for kind in _NUMBER_COUNTS}
_CUSTOM_ID: Final = re.compile(
    rf"{CUSTOM_ID_PREFIX}(?P<form>{'|'.join(_FORM_KINDS)})(?P<numbers>(?::[0-9]{{1,19}}){{1,3}})"
)


class SubmittedForm(NamedTuple):
    """A submitted form. The client sends all of it and can forge it, so every number must be checked."""

    form: FormKind
    numbers: tuple[int, ...]
    fields: Mapping[str, str]

    def resolve_number(self, number: int) -> int:
        """``number``, or if that is 0 the number that was chosen in the picture select, or else 0."""
        chosen = self.fields.get(PICTURE_FIELD_ID, "")
        return number or (parse_id(chosen) if re.fullmatch("[0-9]{1,19}", chosen) else 0)


class PictureOption(NamedTuple):
    """An option of the picture select; ``number`` is a picture's number or the id of an attached file."""

    label: str
    number: int
    place: str = ""
    """Where the picture stands in its message."""


def new_modal(kind: FormKind, *numbers: int, title: str, fields: Iterable[ui.Label[ui.Modal]] = ()) -> ui.Modal:
    """Build a form; :func:`text_field`, :func:`picture_select` and :func:`select_field` build its fields."""
    # Without a timeout, discord.py would keep a modal in memory forever if it was never stopped.
    modal = ui.Modal(title=title, timeout=60, custom_id=f"{CUSTOM_ID_PREFIX}{kind}:{':'.join(map(str, numbers))}")
    for field in fields:
        modal.add_item(field)
    return modal


def text_field(
    label: str, *, initial_text: str = "", description: str | None = None, max_length: int = MAX_TEXT_LENGTH
) -> ui.Label[ui.Modal]:
    """Build a text field that contains ``initial_text``, clipped to ``max_length`` characters."""
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=TEXT_FIELD_ID,
        default=initial_text[:max_length] or None,
        max_length=max_length,
    )
    return ui.Label(text=label, description=description, component=field)


def picture_select(choices: Sequence[PictureOption]) -> ui.Label[ui.Modal]:
    """Build a select for one of the first 25 pictures."""
    options = [
        discord.SelectOption(
            label=choice.label[:100], value=str(choice.number), description=str(choice.place or "") or None
        )
        for choice in choices[:25]
    ]
    label, placeholder = text("field-which-picture"), text("placeholder-which-picture")
    return select_field(label, PICTURE_FIELD_ID, options, placeholder=placeholder)


def select_field(
    label: str, custom_id: str, options: list[discord.SelectOption], *, placeholder: str | None = None
) -> ui.Label[ui.Modal]:
    """Build a select in which the member must choose an option."""
    field: ui.Select[ui.Modal] = ui.Select(custom_id=custom_id, options=options, placeholder=placeholder, required=True)
    return ui.Label(text=label, component=field)


def picture_options(numbers: Iterable[int], total: int) -> list[PictureOption]:
    """The options for some of a job's ``total`` pictures."""
    return [
        PictureOption(text("item-picture", number=number), number, gallery_place(number, total)) for number in numbers
    ]


async def open_modal(interaction: Interaction, modal: ui.Modal) -> None:
    """Open the form. It must be the first response to its interaction (Discord, Interaction Callback Type)."""
    await interaction.response.send_modal(modal)
    modal.stop()


def is_easel_modal(interaction: Interaction) -> bool:
    """Whether the interaction submits one of Easel's forms, valid or not."""
    is_modal = interaction.type is discord.InteractionType.modal_submit
    return is_modal and _custom_id(interaction).startswith(CUSTOM_ID_PREFIX)


def parse_submission(interaction: Interaction) -> SubmittedForm | None:
    """Parse a submitted form; ``None`` if its ``custom_id`` is invalid."""
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
    """Yield the ``custom_id`` and the value of each field, from components nested up to ``depth`` levels deep."""
    for part in components:
        values = [value for value in (part.get("value"), *part.get("values", ()))[:2] if isinstance(value, str)]
        yield from ((str(part["custom_id"]), value) for value in values if "custom_id" in part)
        if depth:
            yield from _fields(part.get("components", ()), depth - 1)
            yield from _fields([part["component"]] if "component" in part else [], depth - 1)
