"""The stage of a conversation test: members, channels, the bot and its provider, and messages as a member sees them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import discord
from simcord import Env, interactions
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.backend.serializers import message_payload
from simcord.builders import ChannelHandle, UserHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult, ResponseMessage

from bot.app import App
from bot.discord.dm_copies import FileReader, PictureCopySender
from bot.domain.job import Job
from bot.domain.limit_resolution import Place
from bot.domain.usage import Usage
from bot.storage import jobs
from sandbox.runware import FakeRunware

TIMEOUT_SECONDS: Final = 30.0
_SIMULATION_START: Final = 1_767_225_600.0
CANCEL_LABEL_DRAWING: Final = "Cancel – already being drawn, still counts"
CANCEL_LABEL_DRAWN: Final = "Cancel – already drawn, still counts"
CANCEL_LABELS: Final = ("Cancel", CANCEL_LABEL_DRAWING, CANCEL_LABEL_DRAWN)
_TEXT_DISPLAY_TYPE, _MEDIA_GALLERY_TYPE, _BUTTON_TYPE = 10, 12, 2
RESULT_BUTTONS: Final = [
    *("🎲 Reroll", "✏️ Edit", "🪄 Vary", "ℹ️ Details", "⭐ Favourite"),
    *("✉️ DM me", "🚩 Report", "🗑️ Delete"),
]
"""The labels of the buttons below delivered pictures."""
Message: TypeAlias = ResponseMessage | discord.Message


class MessageView:
    """A message as a member sees it."""

    def __init__(self, message: Message) -> None:
        self.id = message.id
        self.ephemeral = message.flags.ephemeral
        self.filenames = [attachment.filename for attachment in message.attachments]
        self._components = [_component_dict(part) for part in message.components]
        self._content = message.content

    @property
    def texts(self) -> list[str]:
        """Every text of the message, from top to bottom."""
        return [
            *([self._content] if self._content else []),
            *(part["content"] for part in self._components_of_type(_TEXT_DISPLAY_TYPE)),
        ]

    @property
    def text(self) -> str:
        """All texts, joined by line breaks."""
        return "\n".join(self.texts)

    @property
    def gallery(self) -> list[dict[str, Any]]:
        """The items of the media galleries: URL, alt text and spoiler."""
        return [item for part in self._components_of_type(_MEDIA_GALLERY_TYPE) for item in part["items"]]

    @property
    def button_labels(self) -> list[str]:
        """The labels of the buttons, with their emoji."""
        return [
            " ".join(filter(None, (_emoji(part), part.get("label")))) for part in self._components_of_type(_BUTTON_TYPE)
        ]

    @property
    def sku_ids(self) -> list[int]:
        """The SKUs of the premium buttons."""
        return [int(part["sku_id"]) for part in self._components_of_type(_BUTTON_TYPE) if part.get("sku_id")]

    @property
    def component_types(self) -> list[int]:
        """The types of the components, from top to bottom."""
        return [part["type"] for part in self._components]

    def _components_of_type(self, kind: int) -> Iterator[dict[str, Any]]:
        return (part for part in _flatten(self._components) if part["type"] == kind)


def _flatten(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The components, each followed by those inside it."""
    for part in components:
        yield part
        yield from _flatten(part.get("components", []))


def _component_dict(component: Any) -> dict[str, Any]:
    return dict(component if isinstance(component, dict) else component.to_dict())


def _emoji(button: Mapping[str, Any]) -> str | None:
    emoji = button.get("emoji")
    return emoji["name"] if emoji else None


class SimulatedClock:
    """The clock of the simulated Discord, which only tests advance.

    ``wall_offset_seconds`` are added to the wall clock only. The monotonic clock has another zero, so that tests fail
    for code that uses the wrong clock.
    """

    env: Env | None = None
    wall_offset_seconds: float = 0.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self._now() + self.wall_offset_seconds

    def monotonic(self) -> float:
        """Seconds since the start of the simulation."""
        return self._now() - _SIMULATION_START

    def _now(self) -> float:
        return self.env.now().timestamp() if self.env else _SIMULATION_START


class BotStage:
    """The simulated guild with its members, the bot, its provider and the clock."""

    def __init__(self, env: Env, app: App, runware: FakeRunware, clock: SimulatedClock) -> None:
        self.clock = clock
        self.env = env
        self.app = app
        self.runware = runware
        self.reopen_app: Callable[[], Awaitable[App]]
        """Set by the fixture: closes the app and opens it with the same database."""
        self.guild = env.create_guild("Atelier")
        self.channel = self.guild.create_text_channel("studio")
        self.alice = self.add_member("alice")
        self.bob = self.add_member("bob")
        moderators = self.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
        self.mod = self.guild.add_member(env.create_user("mod"), roles=[moderators])

    all_permissions: Final = discord.Permissions(administrator=True)

    def add_member(self, name: str) -> MemberActor:
        """Add a member without special permissions."""
        return self.guild.add_member(self.env.create_user(name))

    async def imagine(
        self, prompt: str, /, by: MemberActor | None = None, *, channel: ChannelHandle | None = None, **options: Any
    ) -> InteractionResult:
        """Run ``/imagine`` and return the first response; nothing is drawn yet."""
        return await (by or self.alice).slash(channel or self.channel, "imagine", prompt=prompt, **options)

    async def imagine_and_wait(
        self, prompt: str, /, by: MemberActor | None = None, **options: Any
    ) -> InteractionResult:
        """Run ``/imagine`` and run the worker until the job has ended."""
        result = await self.imagine(prompt, by, **options)
        await self.run_worker_until_idle()
        return result

    async def press(
        self, label: str, on: InteractionResult | Message, by: MemberActor | None = None
    ) -> InteractionResult:
        """Press the button with this label; “Cancel” is any of :data:`CANCEL_LABELS`."""
        message = on.response if isinstance(on, InteractionResult) else on
        assert message is not None
        if label == "Cancel":
            (label,) = [text for text in MessageView(message).button_labels if text in CANCEL_LABELS]
        return await (by or self.alice).click(message, label=label)

    async def use_context_menu(self, name: str, message: Message, by: MemberActor | None = None) -> InteractionResult:
        """Run the message menu command of this name."""
        shown = self.env.backend.get_channel(channel_id_of(message))
        return await (by or self.alice).context_menu(ChannelHandle(self.env, self.guild, shown), name, message)

    async def submit_form(
        self, shown: InteractionResult, by: MemberActor | UserHandle | None = None, **fields: Any
    ) -> InteractionResult:
        """Fill in the open form and submit it. ``which`` is a select, so its value becomes a list of strings."""
        chosen = {name: [str(value)] if name == "which" else value for name, value in fields.items()}
        return await (by or self.alice).submit_modal(shown, chosen)

    async def submit_forged_form(
        self, custom_id: str, by: MemberActor | None = None, *, channel: ChannelHandle | None = None, **fields: Any
    ) -> InteractionResult:
        """Submit a form that the bot did not open, with any fields."""
        member = by or self.alice
        parts = [
            {"type": 18, "id": n, "component": {"type": 4, "id": n + 50, "custom_id": name, "value": str(value)}}
            for n, (name, value) in enumerate(fields.items(), 1)
        ]
        record, payload = interactions.base_payload(
            self.env.backend,
            type=5,
            channel_id=(channel or self.channel).id,
            guild_id=member.guild.id,
            user_id=member.id,
            data={"custom_id": custom_id, "components": parts},
        )
        self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return InteractionResult(self.env, record)

    async def press_concurrently(self, *presses: tuple[MemberActor, str, Message]) -> list[InteractionResult]:
        """Press buttons at the same time; each press names a ``custom_id``, which may be forged."""
        records = []
        for member, custom_id, message in presses:
            payload: dict[str, Any]
            record, payload = interactions.base_payload(
                self.env.backend,
                type=3,
                channel_id=channel_id_of(message),
                guild_id=member.guild.id,
                user_id=member.id,
                data={"custom_id": custom_id, "component_type": 2},
            )
            shown = self.env.backend.get_message(channel_id_of(message), message.id)
            payload["message"] = dict(message_payload(self.env.backend, shown))
            # discord.py searches the message for the pressed button, so the message gets a button with this custom_id.
            payload["message"]["components"] = [{"type": 1, "id": 99, "components": [_button_component(custom_id)]}]
            record.source_message_id = message.id
            records.append(record)
            self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return [InteractionResult(self.env, record) for record in records]

    def deny_message_history(self, user_id: int) -> None:
        """Deny a user, or the bot, the permission Read Message History in the channel."""
        history = discord.Permissions(read_message_history=True).value
        self.env.backend.set_overwrite(self.channel.id, Overwrite(user_id, OverwriteType.MEMBER, deny=history))

    async def run_worker_until_idle(self) -> None:
        """Run the worker step by step until no job is open."""
        with self.env.time_context():
            async with asyncio.timeout(TIMEOUT_SECONDS):
                while await self.app.worker.run_once():  # noqa: ASYNC110 – only another step shows whether jobs are open
                    await asyncio.sleep(0.002)

    async def update_cards(self) -> None:
        """Update the moderators' case cards."""
        with self.env.time_context():
            await self.app.case_cards.run_once()

    def mark_age_restricted(self, channel: ChannelHandle) -> None:
        """Mark the channel as age-restricted in the bot's cache; the simulated Discord has no such channels."""
        known = self.app.bot.get_channel(channel.id)
        assert isinstance(known, discord.TextChannel)
        known.nsfw = True

    def set_copy_sender(self, sender: PictureCopySender) -> None:
        """Replace the service that sends copies of pictures."""
        object.__setattr__(self.app.bot.services, "copies", sender)  # frozen, and shared by all cogs

    def set_discord_files(self, files: FileReader) -> None:
        """Replace the downloader of attached files."""
        object.__setattr__(self.app.bot.services, "discord_files", files)

    async def step_worker(self, times: int = 1) -> int:
        """Run this many steps of the worker, and return the number of open jobs."""
        open_count = 0
        with self.env.time_context():
            for _ in range(times):
                open_count = await self.app.worker.run_once()
        return open_count

    @asynccontextmanager
    async def worker_running(self) -> AsyncIterator[None]:
        """Run the worker and the updates of queue positions as background tasks, as in production."""
        with self.env.time_context():
            tasks = [asyncio.create_task(part.run()) for part in (self.app.worker, self.app.queue_positions)]
        try:
            yield
        finally:
            with self.env.time_context():
                await self.app.worker.drain(TIMEOUT_SECONDS)
            tasks[1].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def finish_at_provider(self) -> None:
        """Submit the waiting jobs, and let the provider finish them without the worker."""
        await self.step_worker()
        async with asyncio.timeout(TIMEOUT_SECONDS):
            while not self._all_tasks_finished():  # noqa: ASYNC110 – the fake provider has no event for that
                await asyncio.sleep(0.002)

    def _all_tasks_finished(self) -> bool:
        now = self.runware.account.clock()
        return all(task.is_finished(now) for task in self.runware.tasks.values())

    def direct_messages(self, person: UserHandle | MemberActor) -> list[MessageView]:
        """The direct messages between the bot and this user."""
        user = person.user if isinstance(person, MemberActor) else person
        return [MessageView(message) for message in user.dm_channel.history()]

    async def restart(self) -> None:
        """Stop the bot, and start it again with the same database."""
        await self.env.settle()
        self.app = await self.reopen_app()
        await self.env.restart_bot(self.app.bot)

    async def job(self, job_id: int) -> Job:
        """Load the job from the database."""
        job = await self.app.database.run(jobs.get, job_id)
        assert job is not None
        return job

    async def images_left(self, member: MemberActor | None = None) -> int:
        """The number of pictures that the member's daily quota still allows."""
        return (
            self.app.services.limits_in_force.configured.images_per_user_per_day - (await self.usage_of(member)).images
        )

    async def usage_of(self, member: MemberActor | UserHandle | None = None) -> Usage:
        """The member's usage on the server, in its main channel, without their roles."""
        place = Place(user_id=(member or self.alice).id, channel_id=self.channel.id)
        return (await self.app.services.usage.get_member_quota(self.guild.id, place)).usage

    def provider_tasks(self) -> list[dict[str, Any]]:
        """The tasks that the provider received, as they were sent."""
        return [
            task
            for exchange in self.runware.journal.as_json("imageInference")
            for task in exchange["body"]
            if task.get("taskType") == "imageInference"
        ]

    def messages(self, viewer: MemberActor | None = None) -> list[MessageView]:
        """The messages of the channel that everybody sees, or that this viewer sees."""
        return [MessageView(message) for message in self.channel.history(viewer=viewer)]

    def initial_responses(self) -> list[dict[str, Any]]:
        """The first responses to interactions, as they were sent."""
        return [entry.json for entry in self.env.http_requests if entry.path.endswith("/callback") and entry.json]


def leaked_views(bot: discord.Client) -> list[object]:
    """The views and modals that discord.py keeps in memory, and the tasks that wait for their timeouts."""
    store = bot._connection._view_store
    tasks = [task for task in asyncio.all_tasks() if not task.cancelling()]
    waiting = [task for task in tasks if "timeout_task_impl" in repr(task.get_coro())]
    return [*store._views.values(), *store._synced_message_views.values(), *store._modals.values(), *waiting]


def _button_component(custom_id: str) -> dict[str, Any]:
    return {"type": _BUTTON_TYPE, "id": 98, "style": 2, "label": "?", "custom_id": custom_id}


def form_field(shown: InteractionResult, custom_id: str) -> dict[str, Any]:
    """The field with this ``custom_id`` of the form that was opened."""
    assert shown.modal is not None, "there is no form"
    (found,) = [
        label["component"] for label in shown.modal["components"] if label["component"]["custom_id"] == custom_id
    ]
    return dict(found)


def channel_id_of(message: Message) -> int:
    """The id of the message's channel."""
    return message.channel_id if isinstance(message, ResponseMessage) else message.channel.id


def response_message(result: InteractionResult) -> ResponseMessage:
    """The message that answered the interaction."""
    assert result.response is not None, "there is no answer (any more)"
    return result.response


def job_id_of(result: InteractionResult) -> int:
    """The id of the job that the interaction created, which is the interaction's id."""
    return result._interaction.id


def response_view(result: InteractionResult) -> MessageView:
    """The current content of the interaction's response."""
    return MessageView(response_message(result))
