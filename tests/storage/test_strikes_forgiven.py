"""One refusal is taken back where it happened, and nowhere else."""

from bot.domain.cooldowns import PATIENCE
from bot.storage import strikes
from tests.storage.court import AUTHOR, ELSEWHERE, GUILD, Court


async def test_forgiving_takes_one_refusal_and_the_pause_from_one_member_on_one_server(court: Court) -> None:
    now = court.desk.clock()
    for guild, member in ((GUILD, AUTHOR), (GUILD, AUTHOR + 1), (ELSEWHERE, AUTHOR)):
        for _ in range(PATIENCE):
            await court.run(strikes.add(guild, member, now=now))
    await court.run(strikes.forgive(GUILD, AUTHOR, now=now))
    rows = await court.desk.read("SELECT guild_id, user_id, level, until FROM strikes ORDER BY guild_id, user_id")
    told = [(row["guild_id"], row["user_id"], row["level"], row["until"] > now) for row in rows]
    assert told == [
        (GUILD, AUTHOR, PATIENCE - 1, False),
        (GUILD, AUTHOR + 1, PATIENCE, True),
        (ELSEWHERE, AUTHOR, PATIENCE, True),
    ]
