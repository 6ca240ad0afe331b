"""Dates as people write them."""

from datetime import date

import pytest

from bot.localization.dates import long_date, month_and_year, short_date, short_date_with_year
from bot.localization.languages import Language, in_language

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.ENGLISH, ("2 November 2026", "2 Nov", "2 Nov 2026", "November 2026")),
        (Language.GERMAN, ("2. November 2026", "2. Nov.", "2. Nov. 2026", "November 2026")),
        (Language.FRENCH, ("2 novembre 2026", "2 nov.", "2 nov. 2026", "novembre 2026")),
        (Language.SPANISH, ("2 de noviembre de 2026", "2 nov", "2 nov 2026", "noviembre de 2026")),
        (Language.PORTUGUESE, ("2 de novembro de 2026", "2 de nov.", "2 de nov. de 2026", "novembro de 2026")),
        (Language.JAPANESE, ("2026年11月2日", "11月2日", "2026年11月2日", "2026年11月")),
    ],
)
def test_dates_are_written_as_in_the_language(language: Language, written: tuple[str, str, str, str]) -> None:
    with in_language(language):
        assert (long_date(DAY), short_date(DAY), short_date_with_year(DAY), month_and_year(DAY)) == written
