"""Scenes that ask for pictures through each entry point, after the channel may have been closed."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from simcord.results import InteractionResult

from tests.conversations.test_context_menus import make_png, post_files
from tests.support.stage import BotStage, job_id_of, response_message

Close: TypeAlias = Callable[[], Awaitable[None]]


Scene: TypeAlias = Callable[[BotStage, Close], Awaitable[InteractionResult]]
"""Asks for pictures in a channel that is closed on the way, and returns what the member got for it."""


def imagine(prompt: str, **options: Any) -> Scene:
    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        await close()
        return await stage.imagine(prompt, **options)

    return scene


def edit(prompt: str, **options: Any) -> Scene:
    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        await close()
        return await stage.alice.slash(stage.channel, "edit", image=("cat.png", make_png()), prompt=prompt, **options)

    return scene


def press(label: str) -> Scene:
    """A button that asks at once, pressed by somebody else than the author."""

    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        source = await stage.imagine_and_wait("a fox")
        await close()
        return await stage.press(label, source, stage.bob)

    return scene


def chain(*labels: str) -> Scene:
    """Picture from picture from picture, of which only the last one is refused."""

    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        result = await stage.imagine_and_wait("a fox")
        for n, label in enumerate(labels, 1):
            if n == len(labels):
                await close()
            result = await stage.press(label, result)
            if result.modal is not None:
                result = await stage.submit_form(result, words="a hat")
            await stage.run_worker_until_idle()
        return result

    return scene


def form(label: str, *, count: int = 1, private: bool = False, **fields: Any) -> Scene:
    """A form that was opened while the channel was still open."""

    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        shown = await stage.press(label, await stage.imagine_and_wait("a fox", count=count, private=private))
        await close()
        return await stage.submit_form(shown, **fields)

    return scene


def forged(custom_id: str, **fields: Any) -> Scene:
    """A form that nobody opened, about a picture that is there."""

    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        source = await stage.imagine_and_wait("a fox")
        await close()
        return await stage.submit_forged_form(custom_id.format(job=job_id_of(source)), stage.bob, **fields)

    return scene


async def menu_on_ours(stage: BotStage, close: Close) -> InteractionResult:
    source = await stage.imagine_and_wait("a fox")
    await close()
    return await stage.submit_form(
        await stage.use_context_menu("Edit image", response_message(source), stage.bob), stage.bob, words="a hat"
    )


async def menu_on_anybodys(stage: BotStage, close: Close) -> InteractionResult:
    message = await post_files(stage, "cat.png")
    await close()
    return await stage.submit_form(await stage.use_context_menu("Edit image", message), words="a hat")


async def menu_on_one_of_several(stage: BotStage, close: Close) -> InteractionResult:
    message = await post_files(stage, "cat.png", "dog.png")
    shown = await stage.use_context_menu("Edit image", message)
    await close()
    return await stage.submit_form(shown, words="a hat", which=message.attachments[1].id)


def confirm(prompt: str, /, *, button: str = "Draw it", **options: Any) -> Scene:
    """The yes to a price that was asked about while the channel was still open."""

    async def scene(stage: BotStage, close: Close) -> InteractionResult:
        offer = await stage.imagine(prompt, **options)
        await close()
        return await stage.press(button, offer)

    return scene
