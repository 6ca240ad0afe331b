"""Consents: what authors said about others who edit their pictures."""

from bot.storage import edit_consents
from tests.storage.court import AUTHOR, BEN, CAT, Court


async def test_a_choice_is_kept_changed_and_forgotten(court: Court) -> None:
    assert await court.run(edit_consents.get(AUTHOR)) is None
    for choice in (True, False, None, None):
        await court.run(edit_consents.put(AUTHOR, choice))
        assert await court.run(edit_consents.get(AUTHOR)) is choice
    assert await court.run(edit_consents.get(BEN)) is None


async def test_the_authors_of_pictures_are_found_with_what_they_chose(court: Court) -> None:
    mine = [(await court.delivered()).id for _ in range(2)]
    theirs = [(await court.delivered(member=member)).id for member in (BEN, CAT)]
    await court.run(edit_consents.put(AUTHOR, may_edit=False))
    await court.run(edit_consents.put(BEN, may_edit=True))
    found = await court.run(edit_consents.of_authors([*mine, *theirs, 404]))
    assert found == {AUTHOR: False, BEN: True, CAT: None}
    assert await court.run(edit_consents.of_authors([])) == {}
