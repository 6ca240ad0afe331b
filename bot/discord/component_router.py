"""Routes buttons, selects and forms to the handlers of cogs, also those that another process sent."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias, TypeVar, overload

import discord

from bot.domain.case_actions import CaseAction
from bot.domain.clock import Clock
from bot.errors import Gone
from bot.localization.languages import find_language, set_language
from bot.localization.messages import Message
from bot.storage import handled_interactions
from bot.storage.database import Database
from bot.ui import modals
from bot.ui.buttons import Action, JobButton
from bot.ui.components import Component, Interaction
from bot.ui.modals import Form, FormKind, SubmittedForm

FORM_OUTDATED: Final = Message("reply-form-outdated")
ValueT = TypeVar("ValueT")
Handler: TypeAlias = Callable[[Interaction, ValueT], Awaitable[None]]
ErrorHandler: TypeAlias = Callable[[Interaction, BaseException], Awaitable[None]]


class ComponentRouter:
    """Calls the handler of a component or form, and answers every error, which discord.py would only log."""

    def __init__(self, client: discord.Client, database: Database, clock: Clock, *, on_error: ErrorHandler) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._on_error = on_error
        self._handlers: dict[tuple[type, object], Handler[Any]] = {}

    @overload
    def on(self, key: Action, handler: Handler[int]) -> None: ...

    @overload
    def on(self, key: FormKind, handler: Handler[SubmittedForm]) -> None: ...

    @overload
    def on(self, key: type[Component[ValueT]], handler: Handler[ValueT]) -> None: ...

    def on(self, key: Action | FormKind | type[Component[Any]], handler: Handler[Any]) -> None:
        """Register the handler of this button, form or class of components, for messages of any age.

        Its second argument is the number in the ``custom_id`` of a button, the submission of a form, or the result of
        :meth:`Component.read`.
        """
        if not isinstance(key, Form | CaseAction):
            self._client.add_dynamic_items(JobButton if isinstance(key, Action) else key)
        self._handlers[_typed(key)] = handler

    def handles(self, key: Action | FormKind | type[Component[Any]]) -> bool:
        """Whether a handler is registered."""
        return _typed(key) in self._handlers

    async def dispatch(self, interaction: Interaction, component: Component[Any]) -> None:
        """Answer a button or select that was used."""
        await self._run(
            interaction, lambda: self._handlers[_typed(component.key)](interaction, component.read(interaction))
        )

    async def dispatch_form(self, interaction: Interaction) -> None:
        """Answer a form that was submitted."""
        await self._run(interaction, lambda: self._handle_form(interaction))

    async def _handle_form(self, interaction: Interaction) -> None:
        submitted = modals.parse_submission(interaction)
        if submitted is None or not self.handles(submitted.form):
            raise Gone(FORM_OUTDATED)
        await self._handlers[_typed(submitted.form)](interaction, submitted)

    async def _run(self, interaction: Interaction, handle: Callable[[], Awaitable[None]]) -> None:
        set_language(find_language(interaction.locale.value))
        try:
            if not self._database.exclusive:  # two processes receive it while one takes over the shard of the other
                await self._database.run(handled_interactions.claim, interaction.id, now=self._clock())
            await handle()
        except Exception as error:  # noqa: BLE001 – the outer edge of every button, select and form
            await self._on_error(interaction, error)


def _typed(key: object) -> tuple[type, object]:
    """The key with its type: ``Action.EDIT`` and ``Form.EDIT`` are equal strings."""
    return type(key), key
