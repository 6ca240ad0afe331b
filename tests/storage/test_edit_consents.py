"""Consents: the authors' choices whether others can edit their pictures."""

from bot.storage import edit_consents
from tests.support.moderation_driver import AUTHOR, BEN, CAT, ModerationDriver


async def test_edit_consent_can_be_set_changed_and_cleared(mod_driver: ModerationDriver) -> None:
    assert await mod_driver.run(edit_consents.get(AUTHOR)) is None
    for choice in (True, False, None, None):
        await mod_driver.run(edit_consents.put(AUTHOR, choice))
        assert await mod_driver.run(edit_consents.get(AUTHOR)) is choice
    assert await mod_driver.run(edit_consents.get(BEN)) is None


async def test_edit_consents_are_looked_up_by_the_authors_of_jobs(mod_driver: ModerationDriver) -> None:
    mine = [(await mod_driver.create_delivered_job()).id for _ in range(2)]
    theirs = [(await mod_driver.create_delivered_job(user_id=member)).id for member in (BEN, CAT)]
    await mod_driver.run(edit_consents.put(AUTHOR, may_edit=False))
    await mod_driver.run(edit_consents.put(BEN, may_edit=True))
    found = await mod_driver.run(edit_consents.get_by_job_authors([*mine, *theirs, 404]))
    assert found == {AUTHOR: False, BEN: True, CAT: None}
    assert await mod_driver.run(edit_consents.get_by_job_authors([])) == {}
