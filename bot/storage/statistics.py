"""The sums of one day for statistics, from the ledger and the jobs.

One transaction sums up one day, or a part of a day with many requests: SQLite runs one transaction at a time, so a sum
over 90 days at once would keep all others waiting.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.domain.statistics import OTHER_MODELS, Day, DaySums
from bot.storage.database import Row, Transaction, Value

_SELECT_MONEY: Final = """
    SELECT guild_id, SUM(micro_dollars) AS micro_dollars FROM ledger
    WHERE {guild}window_at >= ? AND window_at < ? AND micro_dollars <> 0 GROUP BY guild_id
"""
_JOBS_OF_THE_DAY: Final = """
    FROM ledger AS reserved JOIN jobs ON jobs.id = reserved.job_id
    WHERE {guild}reserved.kind = 'reserve' AND reserved.window_at >= ? AND reserved.window_at < ?
"""
_SELECT_PICTURES: Final = f"""
    SELECT reserved.guild_id, reserved.user_id, {{model}} AS model, SUM(
        (SELECT SUM(rows_of_job.images - rows_of_job.granted_images) FROM ledger AS rows_of_job
         WHERE rows_of_job.job_id = reserved.job_id AND rows_of_job.kind <> 'reset')
        + CASE jobs.state WHEN 'delivered' THEN jobs.free_images ELSE 0 END
    ) AS pictures {_JOBS_OF_THE_DAY} GROUP BY 1, 2, 3
"""
"""Pictures of the member's day and of grants, also those that a reset took off the day. The jobs' own column counts
the pictures of accepted appeals, which are in neither."""
_SELECT_WAITS: Final = f"""
    SELECT CASE WHEN jobs.state = 'delivered'
        AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.job_id = jobs.id AND cases.kind = 'approval')
        THEN ROUND((jobs.ended_at - jobs.created_at) * 10) END AS tenths, COUNT(*) AS jobs {_JOBS_OF_THE_DAY} GROUP BY 1
"""
"""A condition on the state would make SQLite read the delivered jobs of all days."""
_LIKE_ESCAPE: Final = "!"
_COUNT_RESERVATIONS: Final = (
    "SELECT COUNT(*) AS reservations FROM ledger WHERE kind = 'reserve' AND window_at >= ? AND window_at < ?"
)


def count_requests(day: Day) -> Transaction[int]:
    """The number of requests made on that day on all servers, by which :func:`get_day_sums` takes its time."""
    (row,) = yield _COUNT_RESERVATIONS, (day.start, day.end)
    return int(row["reservations"])


def get_day_sums(guild_id: int | None, day: Day, model_keys: Sequence[str]) -> Transaction[DaySums]:
    """The sums of the requests made on that day: of a server, or (``None``) of all servers and direct messages.

    Pictures of other models than ``model_keys`` are counted as ``OTHER_MODELS``. Requests that are not finished count
    with the pictures that they reserved, and with their price. Waiting for a moderator's approval is not a wait that
    anybody can shorten, so such requests have none.
    """
    guild, values = ("", ()) if guild_id is None else ("guild_id = ? AND ", (guild_id,))
    of_reservation = "" if guild_id is None else f"reserved.{guild}"
    span = (*values, day.start, day.end)
    money = yield _SELECT_MONEY.format(guild=guild), span
    model, patterns = model_number(model_keys)
    pictures = yield _SELECT_PICTURES.format(guild=of_reservation, model=model), (*patterns, *span)
    waits = yield _SELECT_WAITS.format(guild=of_reservation), span
    return _read_sums(money, pictures, waits, model_keys)


def model_number(model_keys: Sequence[str]) -> tuple[str, list[Value]]:
    """An expression for the index of a job's model in ``model_keys`` (-1 if it is none of them), and its values.

    SQLite and PostgreSQL have no function in common that reads JSON. A comma, a quotation mark and the name of a field
    cannot stand like this inside a JSON text, because quotation marks in texts are escaped.
    """
    cases = "".join(f" WHEN jobs.request LIKE ? ESCAPE '{_LIKE_ESCAPE}' THEN {n}" for n in range(len(model_keys)))
    patterns: list[Value] = [f'%,"model":"{key.replace("_", f"{_LIKE_ESCAPE}_")}",%' for key in model_keys]
    return (f"CASE{cases} ELSE -1 END" if cases else "-1"), patterns


def _read_sums(money: list[Row], pictures: list[Row], waits: list[Row], model_keys: Sequence[str]) -> DaySums:
    by_server: Counter[int | None] = Counter()
    by_model: Counter[str] = Counter()
    by_member: Counter[int] = Counter()
    for row in pictures:
        count = int(row["pictures"])
        by_server[row["guild_id"]] += count
        by_model[model_keys[row["model"]] if row["model"] >= 0 else OTHER_MODELS] += count
        by_member[row["user_id"]] += count
    return DaySums(
        micro_dollars_by_server={row["guild_id"]: int(row["micro_dollars"]) for row in money},
        pictures_by_server=by_server,
        pictures_by_model=by_model,
        member_ids=frozenset(user_id for user_id, count in by_member.items() if count > 0),
        jobs_by_wait=_waits(waits),
        requests=sum(row["jobs"] for row in waits),
    )


def _waits(rows: list[Row]) -> Counter[int]:
    """How many jobs waited for so many tenths of a second; less than none, after the clock was set back, is none."""
    waits: Counter[int] = Counter()
    for row in rows:
        if row["tenths"] is not None:
            waits[max(0, int(row["tenths"]))] += row["jobs"]
    return waits
