"""What people ask about: their quota, the queue, and how everything works."""

from collections.abc import Callable, Mapping, Sequence

from discord import ui

from bot.domain.catalog import MAX_COUNT, Catalog
from bot.domain.job import Job, State
from bot.domain.quota import UNLIMITED, Limits, Usage, left
from bot.domain.text import dollars, plain
from bot.ui.messages import Layout

_STATES = {
    State.RESERVED: "just arrived",
    State.WAITING: "in line",
    State.SUBMITTED: "being drawn",
    State.READY: "on its way to you",
    State.HELD: "waiting for a moderator",
}


def quota(limits: Limits, usage: Usage) -> Layout:
    """What a member has left of the last 24 hours."""
    remaining = left(limits, usage)
    if remaining is None:
        lines = [f"You may ask for as many pictures as you like; {usage.images} in the last 24 hours so far."]
    else:
        lines = [f"**{remaining} of {limits.images_per_user_per_day}** pictures left for the last 24 hours."]
    if remaining is not None and usage.frees_at is not None:
        lines.append(f"The next one frees up <t:{int(usage.frees_at) + 1}:R>.")
    lines.append(f"Yours cost {dollars(usage.micros)} in the last 24 hours.")
    if limits.jobs_per_user != UNLIMITED:
        lines.append(f"-# {usage.jobs} of {limits.jobs_per_user} requests running at once")
    return Layout(ui.TextDisplay("\n".join(lines)))


def queue(own: Sequence[Job], counts: Mapping[str, int]) -> Layout:
    """A member's unfinished requests, and how busy the bot is."""
    waiting, drawing = counts.get(State.WAITING, 0), counts.get(State.SUBMITTED, 0)
    lines = [f"**{waiting}** in line, **{drawing}** being drawn, for everybody together."]
    lines += [f"- {plain(job.request.prompt, 100)} – {_STATES.get(job.state, job.state)}" for job in own[:10]]
    if not own:
        lines.append("None of them is yours.")
    return Layout(ui.TextDisplay("\n".join(lines)))


def help_page(catalog: Catalog, limits: Limits, mention: Callable[[str], str]) -> Layout:
    """How to ask, what there is, what it takes."""
    models = "\n".join(
        f"- **{model.label}** (`--{key}`): {' and '.join(model.sizes)}, ${model.price:g} a picture"
        for key, model in catalog.items()
    )
    allowance = (
        "" if limits.images_per_user_per_day == UNLIMITED else f" ({limits.images_per_user_per_day} a day for each)"
    )
    return Layout(
        ui.TextDisplay(
            f"## Easel draws what you ask for\n{mention('imagine')} with a few words is all it takes; the pictures come"
            " in the same message, and the buttons below them reroll, explain or delete them.\n\n"
            f"**Models**\n{models}\n\n"
            "**Flags in the prompt** work as options, and options win over flags:"
            f" `--ar 16:9` `--pro` `--2k` `--count 4` (up to {MAX_COUNT}) `--format png`\n\n"
            f"{mention('quota')} what you have left{allowance}\n"
            f"{mention('queue')} what you asked for that is not finished\n"
            f"{mention('cancel')} take it back\n\n"
            "-# What is not delivered is not charged. Only the author and moderators can cancel or delete."
        )
    )
