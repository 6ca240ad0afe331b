"""Dates as people write them in the current language."""

from datetime import date

from babel.dates import format_date, format_skeleton

from bot.localization.languages import Language, current_language


def long_date(day: date) -> str:
    """The day with its month and year: ``2 November 2026``."""
    return format_date(day, "long", locale=_locale())


def short_date(day: date) -> str:
    """The day with its month, for charts: ``2 Nov``."""
    return format_skeleton("MMMd", day, locale=_locale())


def short_date_with_year(day: date) -> str:
    """The day with its month and year, for charts: ``2 Nov 2026``."""
    return format_skeleton("yMMMd", day, locale=_locale())


def month_and_year(day: date) -> str:
    """The month of the day: ``November 2026``."""
    return format_skeleton("yMMMM", day, locale=_locale())


def _locale() -> str:
    """The locale of the current language; for English one that writes the day first."""
    language = current_language()
    return "en_GB" if language is Language.ENGLISH else language.replace("-", "_")
