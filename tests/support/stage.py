"""Who and what takes part in a conversation, and how a person sees it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final, TypeAlias

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.backend.serializers import message_payload
from simcord.builders import ChannelHandle, UserHandle
from simcord.enums import OverwriteType
from simcord.interactions import base_payload
from simcord.results import InteractionResult, ResponseMessage

from bot.app import App
from bot.discord.dm_copies import PictureCopySender
from bot.domain.job import Job
from bot.storage import jobs
from sandbox.runware import FakeRunware

TIMEOUT_SECONDS: Final = 10.0
_SIMULATION_START: Final = 1_767_225_600.0
CANCEL_LABEL_DRAWING: Final = "Cancel – already being drawn, still counts"
CANCEL_LABEL_DRAWN: Final = "Cancel – already drawn, still counts"
CANCEL_LABELS: Final = ("Cancel", CANCEL_LABEL_DRAWING, CANCEL_LABEL_DRAWN)
_TEXT_DISPLAY_TYPE, _MEDIA_GALLERY_TYPE, _BUTTON_TYPE = 10, 12, 2
RESULT_BUTTONS: Final = [
    *("🎲 Reroll", "✏️ Edit", "🪄 Vary", "ℹ️ Details", "⭐ Favourite"),
    *("✉️ DM me", "🚩 Report", "🗑️ Delete"),
]
"""What stands below pictures, as the interface fixes it."""
Message: TypeAlias = ResponseMessage | discord.Message


class MessageView:
    """A message as a person sees it."""

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
        """All texts together."""
        return "\n".join(self.texts)

    @property
    def gallery(self) -> list[dict[str, Any]]:
        """The pictures: address, alt text and spoiler."""
        return [item for part in self._components_of_type(_MEDIA_GALLERY_TYPE) for item in part["items"]]

    @property
    def button_labels(self) -> list[str]:
        """What stands on the buttons, with their emoji."""
        return [
            " ".join(filter(None, (_emoji(part), part.get("label")))) for part in self._components_of_type(_BUTTON_TYPE)
        ]

    @property
    def component_types(self) -> list[int]:
        """The types of the components, from top to bottom."""
        return [part["type"] for part in self._components]

    def _components_of_type(self, kind: int) -> Iterator[dict[str, Any]]:
        for part in self._components:
            inside: list[dict[str, Any]] = part.get("components", [])
            for inner in (part, *inside):
                if inner["type"] == kind:
                    yield inner


def _component_dict(component: Any) -> dict[str, Any]:
    return dict(component if isinstance(component, dict) else component.to_dict())


def _emoji(button: Mapping[str, Any]) -> str | None:
    emoji = button.get("emoji")
    return emoji["name"] if emoji else None


class SimulatedClock:
    """The simulated Discord's time, which passes only when a test says so.

    ``jumped`` seconds are only added to the wall clock. The monotonic clock has another beginning, so that whoever
    mixes up the two does not go unnoticed.
    """

    env: Env | None = None
    wall_offset_seconds: float = 0.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self._now() + self.wall_offset_seconds

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self._now() - _SIMULATION_START

    def _now(self) -> float:
        return self.env.now().timestamp() if self.env else _SIMULATION_START


class BotStage:
    """Everything that takes part: people, channels, the bot, its provider and the time."""

    def __init__(self, env: Env, app: App, runware: FakeRunware, clock: SimulatedClock) -> None:
        self.clock = clock
        self.env = env
        self.app = app
        self.runware = runware
        self.reopen_app: Callable[[], Awaitable[App]]
        self.guild = env.create_guild("Atelier")
        self.channel = self.guild.create_text_channel("studio")
        self.alice = self.add_member("alice")
        self.bob = self.add_member("bob")
        moderators = self.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
        self.mod = self.guild.add_member(env.create_user("mod"), roles=[moderators])

    all_permissions: Final = discord.Permissions(administrator=True)

    def add_member(self, name: str) -> MemberActor:
        """A member without any special permission."""
        return self.guild.add_member(self.env.create_user(name))

    async def imagine(
        self, prompt: str, /, by: MemberActor | None = None, *, channel: ChannelHandle | None = None, **options: Any
    ) -> InteractionResult:
        """Ask for pictures and return what Discord got at once; nothing is drawn yet."""
        return await (by or self.alice).slash(channel or self.channel, "imagine", prompt=prompt, **options)

    async def imagine_and_wait(
        self, prompt: str, /, by: MemberActor | None = None, **options: Any
    ) -> InteractionResult:
        """Ask for pictures and wait for how it ends."""
        result = await self.imagine(prompt, by, **options)
        await self.run_worker_until_idle()
        return result

    async def press(
        self, label: str, on: InteractionResult | Message, by: MemberActor | None = None
    ) -> InteractionResult:
        """Press a button of a message; “Cancel” is the one that begins so, whatever it says besides."""
        message = on.response if isinstance(on, InteractionResult) else on
        assert message is not None
        if label == "Cancel":
            (label,) = [one for one in MessageView(message).button_labels if one in CANCEL_LABELS]
        return await (by or self.alice).click(message, label=label)

    async def use_context_menu(self, name: str, message: Message, by: MemberActor | None = None) -> InteractionResult:
        """Choose from the menu of a message."""
        shown = self.env.backend.get_channel(channel_id_of(message))
        return await (by or self.alice).context_menu(ChannelHandle(self.env, self.guild, shown), name, message)

    async def submit_form(
        self, shown: InteractionResult, by: MemberActor | UserHandle | None = None, **fields: Any
    ) -> InteractionResult:
        """Fill in the form that was opened, and send it."""
        chosen = {name: [str(value)] if name == "which" else value for name, value in fields.items()}
        return await (by or self.alice).submit_modal(shown, chosen)

    async def submit_forged_form(
        self, custom_id: str, by: MemberActor | None = None, *, channel: ChannelHandle | None = None, **fields: Any
    ) -> InteractionResult:
        """Send a form that the bot never opened, with whatever in it."""
        member = by or self.alice
        parts = [
            {"type": 18, "id": n, "component": {"type": 4, "id": n + 50, "custom_id": name, "value": str(value)}}
            for n, (name, value) in enumerate(fields.items(), 1)
        ]
        record, payload = base_payload(
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
        """Let everybody press at the same moment; a press names its ``custom_id``, which may be a forged one."""
        records = []
        for member, custom_id, message in presses:
            payload: dict[str, Any]
            record, payload = base_payload(
                self.env.backend,
                type=3,
                channel_id=channel_id_of(message),
                guild_id=member.guild.id,
                user_id=member.id,
                data={"custom_id": custom_id, "component_type": 2},
            )
            shown = self.env.backend.get_message(channel_id_of(message), message.id)
            payload["message"] = dict(message_payload(self.env.backend, shown))
            # discord.py looks for the pressed button on the message, so a forged one is put there.
            payload["message"]["components"] = [{"type": 1, "id": 99, "components": [_button_component(custom_id)]}]
            record.source_message_id = message.id
            records.append(record)
            self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return [InteractionResult(self.env, record) for record in records]

    def deny_message_history(self, user_id: int) -> None:
        """Take the right to read what was written in the channel before from somebody, or from the bot."""
        history = discord.Permissions(read_message_history=True).value
        self.env.backend.set_overwrite(self.channel.id, Overwrite(user_id, OverwriteType.MEMBER, deny=history))

    async def run_worker_until_idle(self) -> None:
        """Step the worker until nothing is open any more."""
        with self.env.time_context():
            async with asyncio.timeout(TIMEOUT_SECONDS):
                while await self.app.worker.run_once():  # noqa: ASYNC110 – only the next step tells whether more is due
                    await asyncio.sleep(0.002)

    async def update_cards(self) -> None:
        """Let the moderators' board bring its cards up to date."""
        with self.env.time_context():
            await self.app.case_cards.run_once()

    def mark_age_restricted(self, channel: ChannelHandle) -> None:
        """Let only adults read the channel; the simulated Discord knows no such channels."""
        known = self.app.bot.get_channel(channel.id)
        assert isinstance(known, discord.TextChannel)
        known.nsfw = True

    def set_copy_sender(self, sender: PictureCopySender) -> None:
        """Let the bot send copies of pictures through this sender."""
        self.app.bot.services = replace(self.app.bot.services, copies=sender)

    async def step_worker(self, times: int = 1) -> int:
        """Step the worker, and return how many jobs are still open."""
        still_open = 0
        with self.env.time_context():
            for _ in range(times):
                still_open = await self.app.worker.run_once()
        return still_open

    @asynccontextmanager
    async def worker_running(self) -> AsyncIterator[None]:
        """Let the worker and the line run by themselves, as they do outside of tests."""
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
        """Submit what waits, and let the provider finish it behind the worker's back."""
        await self.step_worker()
        async with asyncio.timeout(TIMEOUT_SECONDS):
            while not self._all_tasks_finished():  # noqa: ASYNC110 – the stand-in tells nobody when it is done
                await asyncio.sleep(0.002)

    def _all_tasks_finished(self) -> bool:
        now = self.runware.account.clock()
        return all(task.is_finished(now) for task in self.runware.tasks.values())

    def direct_messages(self, person: UserHandle | MemberActor) -> list[MessageView]:
        """What stands in the direct messages between the bot and this person."""
        user = person.user if isinstance(person, MemberActor) else person
        return [MessageView(message) for message in user.dm_channel.history()]

    async def restart(self) -> None:
        """Stop the bot without a word, and start it again on the same file."""
        await self.env.settle()
        self.app = await self.reopen_app()
        await self.env.restart_bot(self.app.bot)

    async def job(self, job_id: int) -> Job:
        """The job as it stands on disk."""
        job = await self.app.database.run(jobs.get, job_id)
        assert job is not None
        return job

    async def images_left(self, member: MemberActor | None = None) -> int:
        """How many pictures of the day's 20 are not charged."""
        usage = await self.app.services.usage.get_usage((member or self.alice).id)
        return self.app.services.requests.limits.images_per_user_per_day - usage.images

    def provider_tasks(self) -> list[dict[str, Any]]:
        """The tasks that the provider took, as they were sent."""
        return [
            task
            for exchange in self.runware.journal.as_json("imageInference")
            for task in exchange["body"]
            if task.get("taskType") == "imageInference"
        ]

    def messages(self, viewer: MemberActor | None = None) -> list[MessageView]:
        """What stands in the channel for everybody, or for this viewer."""
        return [MessageView(message) for message in self.channel.history(viewer=viewer)]

    def initial_responses(self) -> list[dict[str, Any]]:
        """The first responses to interactions, as they were sent."""
        return [entry.json for entry in self.env.http_requests if entry.path.endswith("/callback") and entry.json]


def leaked_views(bot: discord.Client) -> list[object]:
    """The views and forms that discord.py holds in memory, and the tasks in which it waits for them to time out."""
    store = bot._connection._view_store
    tasks = [task for task in asyncio.all_tasks() if not task.cancelling()]
    waiting = [task for task in tasks if "timeout_task_impl" in repr(task.get_coro())]
    return [*store._views.values(), *store._synced_message_views.values(), *store._modals.values(), *waiting]


def _button_component(custom_id: str) -> dict[str, Any]:
    return {"type": _BUTTON_TYPE, "id": 98, "style": 2, "label": "?", "custom_id": custom_id}


def form_field(shown: InteractionResult, custom_id: str) -> dict[str, Any]:
    """A field of the form that was opened."""
    assert shown.modal is not None, "there is no form"
    (found,) = [
        label["component"] for label in shown.modal["components"] if label["component"]["custom_id"] == custom_id
    ]
    return dict(found)


def channel_id_of(message: Message) -> int:
    """The id of the channel that the message stands in."""
    return message.channel_id if isinstance(message, ResponseMessage) else message.channel.id


def response_message(result: InteractionResult) -> ResponseMessage:
    """The message that answered the interaction."""
    assert result.response is not None, "there is no answer (any more)"
    return result.response


def job_id_of(result: InteractionResult) -> int:
    """The number of the job that the interaction became."""
    return result._interaction.id


def response_view(result: InteractionResult) -> MessageView:
    """The interaction's own answer as it stands now."""
    return MessageView(response_message(result))
