"""Sheets become pictures that a phone can show, whatever their numbers and names are."""

import io
import warnings

import pytest
from PIL import Image

from bot.charts import fonts
from bot.charts.canvas import BACKGROUND, WIDTH_PIXELS, Canvas
from bot.charts.drawing import draw_sheet
from bot.charts.panels import _amount, _round_amounts
from bot.charts.sheet import Sheet
from bot.charts.statistics_sheet import BLUE, ORANGE, statistics_sheet
from bot.domain.statistics import PERIODS_DAYS
from bot.domain.statistics_labels import StatisticsLabels
from bot.localization.languages import Language, in_language
from tests.support.statistics_samples import GUILD, HOSTILE_NAMES, LABELS, make_empty_statistics, make_statistics


def draw(sheet: Sheet) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Image.open(io.BytesIO(draw_sheet(sheet))).convert("RGB")


def count_pixels(picture: Image.Image, color: str) -> int:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    colors = picture.getcolors(maxcolors=1 << 24)
    assert colors is not None
    return sum(count for count, pixel in colors if pixel == (red, green, blue))


@pytest.mark.parametrize("days", PERIODS_DAYS)
@pytest.mark.parametrize("guild_id", [GUILD, None], ids=["server", "everything"])
def test_picture_is_upright_and_mostly_dark(days: int, guild_id: int | None) -> None:
    picture = draw(statistics_sheet(make_statistics(guild_id, days=days), LABELS))
    assert picture.width == WIDTH_PIXELS
    assert 1.1 * picture.width < picture.height < 2.4 * picture.width
    assert count_pixels(picture, BACKGROUND) > 0.6 * picture.width * picture.height
    assert count_pixels(picture, BLUE) > 1000
    assert count_pixels(picture, ORANGE) > 1000


def test_other_numbers_make_another_picture() -> None:
    few, many = (statistics_sheet(make_statistics(pictures=number), LABELS) for number in (3, 30))
    assert draw(few).tobytes() != draw(many).tobytes()
    assert draw(few).tobytes() == draw(few).tobytes()


def test_days_without_anything_have_words_instead_of_charts() -> None:
    picture = draw(statistics_sheet(make_empty_statistics(), LABELS))
    assert picture.height < draw(statistics_sheet(make_statistics(), LABELS)).height
    assert count_pixels(picture, BLUE) == count_pixels(picture, ORANGE) == 0


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=repr)
def test_any_name_can_be_drawn(name: str) -> None:
    labels = StatisticsLabels(title=name, models={"standard": name}, servers={GUILD: name, 51: name})
    assert draw(statistics_sheet(make_statistics(None), labels)).width == WIDTH_PIXELS


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("days", PERIODS_DAYS)
def test_charts_can_be_drawn_in_every_language(language: Language, days: int) -> None:
    with in_language(language):
        sheet = statistics_sheet(make_statistics(None, days=days), LABELS)
    assert draw(sheet).width == WIDTH_PIXELS


def test_charts_are_english_where_no_font_has_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FAMILIES", ("DejaVu Sans",))
    english = draw(statistics_sheet(make_statistics(), LABELS))
    with in_language(Language.JAPANESE):
        japanese = statistics_sheet(make_statistics(), LABELS)
    with in_language(Language.GERMAN):
        german = statistics_sheet(make_statistics(), LABELS)
    assert draw(japanese).tobytes() == english.tobytes()
    assert draw(german).tobytes() != english.tobytes()


def test_charts_are_drawn_in_their_language_where_a_font_has_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.Fonts, "can_draw", lambda *_: True)
    drawn: list[str] = []
    monkeypatch.setattr(Canvas, "draw_text", lambda _canvas, _x, _y, shown, *_, **__: drawn.append(shown))
    with in_language(Language.JAPANESE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the letters that the fonts here lack
        draw_sheet(statistics_sheet(make_statistics(), LABELS))
    assert "1日の画像" in drawn
    assert "Pictures a day" not in drawn


@pytest.mark.parametrize("scale", [0.0, 0.001, 0.5, 1, 9, 11, 999, 1001, 987_654, 10**9])
@pytest.mark.parametrize("is_money", [True, False])
def test_axis_begins_at_zero_and_ends_above_the_highest_value(scale: float, *, is_money: bool) -> None:
    amounts = _round_amounts(scale, max_steps=3, is_money=is_money)
    assert amounts[0] == 0
    assert amounts[-1] >= scale
    assert amounts[-1] <= max(1, 2.6 * scale)
    assert 2 <= len(amounts) <= 4
    labels = [_amount(amount, is_money=is_money) for amount in amounts]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 6


def test_text_that_is_too_wide_is_cut() -> None:
    canvas = Canvas(100)
    cut = canvas.fit_text("W" * 100, 28, 300)
    assert cut.endswith("W…")
    assert canvas.text_width(cut, 28) <= 300
    assert canvas.fit_text("short", 28, 300) == "short"


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("🦊\U0001fae8 Fox Den", "Fox Den"),
        ("\U000e0001\U0001fae8", "Server 7"),
        ("Ünï ½ Ωмега", "Ünï ½ Ωмега"),
        ("", "Server 7"),
    ],
)
def test_characters_without_a_font_are_left_out(name: str, drawn: str) -> None:
    assert Canvas(100).fonts.drawable(name, "Server 7") == drawn
