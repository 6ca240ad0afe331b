"""The words for a picture's place in the gallery of its message."""

import pytest

from bot.ui.gallery_places import gallery_place


@pytest.mark.parametrize(
    ("total", "places"),
    [
        (1, [""]),
        (2, ["left", "right"]),
        (3, ["the large one", "top right", "bottom right"]),
        (4, ["top left", "top right", "bottom left", "bottom right"]),
        (5, ["top left", "top right", "bottom left", "bottom middle", "bottom right"]),
        (
            7,
            ["top row", *(f"{row} row {side}" for row in ("middle", "bottom") for side in ("left", "middle", "right"))],
        ),
    ],
)
def test_places_follow_discords_rows(total: int, places: list[str]) -> None:
    assert [gallery_place(number, total) for number in range(1, total + 1)] == places


def test_pictures_after_the_tenth_are_in_the_second_message() -> None:
    assert gallery_place(10, 12) == "last row right"
    assert [gallery_place(number, 12) for number in (11, 12)] == ["second message, left", "second message, right"]
    assert gallery_place(11, 11) == "second message"


@pytest.mark.parametrize("total", range(2, 21))
def test_no_two_pictures_have_the_same_place(total: int) -> None:
    assert len({gallery_place(number, total) for number in range(1, total + 1)}) == total
