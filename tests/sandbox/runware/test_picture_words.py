"""What a prompt names: nouns in six languages, plurals, colours, counts, relations, light and styles."""

import pytest

from sandbox.runware.pictures.figures import FIGURE_NAMES, get_figure
from sandbox.runware.pictures.scenes import SCENES
from sandbox.runware.pictures.styles import STYLES
from sandbox.runware.pictures.words import english, reader
from sandbox.runware.pictures.words.reader import Subject, read_prompt
from sandbox.runware.pictures.words.translations import TRANSLATIONS

COMMON_NOUNS = """
    cat dog fox owl deer bear rabbit horse bird fish whale elephant lion tiger wolf butterfly bee dragon unicorn
    dinosaur penguin frog turtle octopus snake spider panda cow pig sheep chicken duck mouse monkey woman man girl
    boy knight wizard witch astronaut robot king queen pirate ninja samurai mermaid fairy angel ghost skeleton
    zombie vampire house castle city street village forest mountain sea ocean beach lake river waterfall desert
    island bridge garden field cave temple church tower lighthouse library kitchen room shop car train ship boat
    airplane rocket spaceship bicycle motorcycle balloon book lamp lantern candle sword crown clock guitar piano cup
    coffee tea cake pizza burger apple bread flower rose sunflower tree mushroom cactus crystal planet moon sun star
    galaxy cloud rain snow storm lightning rainbow fire umbrella hat shoe dress mask teapot logo
"""


def named_figures(prompt: str) -> list[str]:
    return [subject.figure for subject in read_prompt(prompt).subjects]


def test_every_figure_place_and_style_has_words() -> None:
    assert set(english.FIGURE_WORDS) == FIGURE_NAMES
    assert set(english.SCENE_WORDS) == set(SCENES) - {"studio"}
    assert set(english.STYLE_WORDS) == set(STYLES)


@pytest.mark.parametrize("noun", COMMON_NOUNS.split())
def test_common_nouns_name_something_to_draw(noun: str) -> None:
    reading = read_prompt(f"a {noun}")
    assert reading.subjects or reading.scene or reading.lighting


@pytest.mark.parametrize("name", sorted(FIGURE_NAMES))
def test_a_figure_is_named_in_the_singular_and_in_the_plural(name: str) -> None:
    assert named_figures(f"a {name} somewhere") == [name]
    ending = "es" if name.endswith(("s", "x", "sh", "ch")) else "s"
    irregular = {plural: single for plural, single in english.IRREGULAR_PLURALS.items() if single == name}
    plural = next(iter(irregular), name.removesuffix("y") + "ies" if name.endswith(("ly", "ry")) else name + ending)
    assert named_figures(f"many {plural}")[:1] == [name]


def synonyms(text: str) -> list[str]:
    words, *phrases = text.split("|")
    return [*words.split(), *phrases]


@pytest.mark.parametrize("name", sorted(FIGURE_NAMES))
def test_synonyms_name_their_figure(name: str) -> None:
    for term in synonyms(english.FIGURE_WORDS[name]):
        assert named_figures(f"the {term}") == [name]


@pytest.mark.parametrize("language", sorted(TRANSLATIONS))
def test_translations_lead_to_known_words(language: str) -> None:
    unknown = [entry for entry in TRANSLATIONS[language].split() if entry.split("=")[1] not in reader.known_terms()]
    assert not unknown


@pytest.mark.parametrize(
    ("prompt", "figures", "scene"),
    [
        ("eine Katze und ein Hund im Wald", ["cat", "dog"], "forest"),
        ("Häuser am Meer", ["house"], "sea"),
        ("un chat et un hibou dans la forêt", ["cat", "owl"], "forest"),
        ("un perro y un búho en la playa", ["dog", "owl"], "beach"),
        ("um gato e uma coruja na floresta", ["cat", "owl"], "forest"),
        ("森の中の猫とフクロウ", ["cat", "owl"], "forest"),
    ],
)
def test_other_languages_name_the_same_things(prompt: str, figures: list[str], scene: str) -> None:
    assert named_figures(prompt) == figures
    assert read_prompt(prompt).scene == scene


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("a red fox", Subject("fox", colour="red")),
        ("three blue birds", Subject("bird", 3, "blue")),
        ("wolves at night", Subject("wolf", 3)),
        ("a very big black, hairy spider", Subject("spider", colour="black")),
        ("un chat noir", Subject("cat", colour="black")),
        ("eine schwarze Katze", Subject("cat", colour="black")),
        ("a cup of coffee", Subject("cup")),
        ("ein Hut", Subject("hat")),
        ("a hut", Subject("cabin")),
    ],
)
def test_colours_and_counts_belong_to_their_noun(prompt: str, subject: Subject) -> None:
    assert read_prompt(prompt).subjects == [subject]


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [("a cat on a roof", "on"), ("a cat under a tree", "under"), ("a cat wearing a hat", "wearing")],
)
def test_relations_belong_to_the_second_noun(prompt: str, relation: str) -> None:
    assert [subject.relation for subject in read_prompt(prompt).subjects] == ["and", relation]


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("black and white film noir, hard shadows", "noir"),
        ("a die-cut sticker of a frog, thick white border", "sticker"),
        ("a fox, loose watercolour on rough paper", "watercolour"),
        ("a fox, pixel art", "pixel art"),
        ("ein Fuchs als Aquarell", "watercolour"),
    ],
)
def test_styles_are_recognised(prompt: str, style: str) -> None:
    assert style in read_prompt(prompt).styles


@pytest.mark.parametrize("prompt", ["", "synergy and strategy", "asdf", "💡", "12345", "…"])
def test_words_that_name_nothing_are_an_empty_reading(prompt: str) -> None:
    assert read_prompt(prompt).names_nothing


def test_light_and_weather_are_recognised() -> None:
    reading = read_prompt("a village in the rain at sunset")
    assert (reading.scene, reading.lighting, reading.weather) == ("village", "storm", ["rain"])


@pytest.mark.parametrize("name", sorted(FIGURE_NAMES))
def test_figures_stand_on_the_ground_and_have_their_size(name: str) -> None:
    left, bottom, right, top = get_figure(name).box()
    assert -30 <= bottom <= 24
    assert 40 <= top <= 170
    assert 20 <= right - left <= 240
