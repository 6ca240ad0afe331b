"""Statistics for tests of how they are shown."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.domain.statistics import OTHER_MODELS, DaySums, Statistics, build_statistics, last_days
from bot.domain.statistics_labels import StatisticsLabels

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp()
GUILD = 50
LABELS = StatisticsLabels(
    title="Fox Den",
    models={"standard": "Grok Imagine", "pro": "Grok Imagine Pro"},
    servers={GUILD: "Fox Den", 51: "Owl Tree"},
)
HOSTILE_NAMES = (
    r"$\frac{a}{0}$",
    r"$\not_a_command$",
    "$$$",
    "line\nbreak\r\nand\ttab",
    "**bold** `code` <@1> @everyone [link](https://example.com)",
    "=HYPERLINK(1)",
    "日本語のサーバー",
    "🦊🦊🦊",
    "\u202ereversed\u0000",
    "W" * 100,
    "",
)


def make_statistics(
    guild_id: int | None = GUILD,
    *,
    days: int = 7,
    pictures: int = 10,
    refusals: Mapping[str, int] | None = None,
    servers: tuple[int | None, ...] = (GUILD, 51, None),
) -> Statistics:
    """Statistics with this number of pictures a day for each server, at two cents each."""
    own = servers if guild_id is None else (guild_id,)
    sums = DaySums(
        micro_dollars_by_server={server: pictures * 20_000 for server in own if pictures},
        pictures_by_server={server: pictures for server in own if pictures},
        pictures_by_model={"standard": pictures * len(own) - 1, OTHER_MODELS: 1} if pictures else {},
        member_ids=frozenset(range(min(pictures, 3))),
        jobs_by_wait={95: 6, 300: 4} if pictures else {},
    )
    counts = {"OverQuota": 12, "BlockedWords": 3} if refusals is None else refusals
    return build_statistics(guild_id, last_days(days, NOW), [sums] * days, counts)


def make_empty_statistics(guild_id: int | None = GUILD, *, days: int = 7) -> Statistics:
    """Statistics of days on which nothing happened."""
    return make_statistics(guild_id, days=days, pictures=0, refusals={})
