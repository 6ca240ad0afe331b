"""One refusal is undone on the server where it happened, and on no other."""

from bot.domain.cooldowns import STRIKES_BEFORE_PAUSE
from bot.storage import strikes
from tests.support.moderation_driver import AUTHOR, GUILD, OTHER_GUILD, ModerationDriver


async def test_forgive_removes_a_strike_and_the_pause_of_that_member_and_server(
    mod_driver: ModerationDriver,
) -> None:
    now = mod_driver.job_driver.clock()
    for guild, member in ((GUILD, AUTHOR), (GUILD, AUTHOR + 1), (OTHER_GUILD, AUTHOR)):
        for _ in range(STRIKES_BEFORE_PAUSE):
            await mod_driver.run(strikes.add(guild, member, now=now))
    await mod_driver.run(strikes.forgive(GUILD, AUTHOR, now=now))
    rows = await mod_driver.job_driver.select(
        "SELECT guild_id, user_id, level, paused_until FROM strikes ORDER BY guild_id, user_id"
    )
    told = [(row["guild_id"], row["user_id"], row["level"], row["paused_until"] > now) for row in rows]
    assert told == [
        (GUILD, AUTHOR, STRIKES_BEFORE_PAUSE - 1, False),
        (GUILD, AUTHOR + 1, STRIKES_BEFORE_PAUSE, True),
        (OTHER_GUILD, AUTHOR, STRIKES_BEFORE_PAUSE, True),
    ]
