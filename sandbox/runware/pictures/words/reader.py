"""Reads a prompt: what is to be drawn, where, in which light, colours and style."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from sandbox.runware.pictures.words import english
from sandbox.runware.pictures.words.translations import FUNCTION_WORDS, JAPANESE, TRANSLATIONS

MAX_COUNT: Final = 7
_PLURAL_COUNT: Final = 3
"""How many are drawn of what stands in the plural without a number."""
_MAX_TERM_WORDS: Final = 4
_COLOUR_REACH: Final = 3
"""A colour belongs to a noun at most this many words after it."""
_COLOUR_FOLLOWS: Final = frozenset({"fr", "es", "pt"})
"""Languages whose colours stand after their nouns."""
_GERMAN_ENDINGS: Final = ("e", "n", "en", "er", "s")
_ROMANCE_ENDINGS: Final = ("s", "es", "x")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Meaning(NamedTuple):
    """One thing that a word names: its kind (``figure``, ``scene``, ``style``, …) and its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure to be drawn; ``relation`` is how it stands to the subject before it."""

    figure: str
    count: int = 1
    colour: str | None = None
    relation: str = "and"


@dataclass(slots=True)
class Reading:
    """What a prompt names; ``colours`` are those of no figure."""

    subjects: list[Subject] = field(default_factory=list)
    scene: str | None = None
    lighting: str | None = None
    weather: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)

    @property
    def names_nothing(self) -> bool:
        """Whether there is neither a figure nor a place to draw."""
        return not self.subjects and self.scene is None


class _Term(NamedTuple):
    """Words of the prompt that name something, with their place."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    is_plural: bool


_WORDS_BY_KIND: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("figure", english.FIGURE_WORDS),
    ("scene", english.SCENE_WORDS),
    ("lighting", english.LIGHTING_WORDS),
    ("weather", english.WEATHER_WORDS),
    ("style", english.STYLE_WORDS),
    ("colour", english.COLOUR_WORDS),
    ("number", english.NUMBER_WORDS),
    ("relation", english.RELATION_WORDS),
)


@cache
def known_terms() -> Mapping[str, tuple[Meaning, ...]]:
    """All English terms with what they name."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for kind, table in _WORDS_BY_KIND:
        for name, text in table.items():
            single, *phrases = text.split("|")
            for term in (*single.split(), *phrases):
                found[term] = (*found.get(term, ()), Meaning(kind, name))
    return found


@cache
def _foreign(language: str) -> Mapping[str, str]:
    return dict(entry.split("=") for entry in TRANSLATIONS[language].split())


@cache
def _japanese() -> tuple[tuple[str, str], ...]:
    entries = [entry.split("=") for entry in JAPANESE.split()]
    return tuple(
        sorted(
            ((term, english_word.replace("~", " ")) for term, english_word in entries), key=lambda each: -len(each[0])
        )
    )


def read_prompt(prompt: str) -> Reading:
    """What the prompt names; nothing is an empty reading."""
    words = _split_words(prompt)
    language = _recognise_language(words)
    terms = list(_find_terms(words, language))
    reading = Reading()
    _read_surroundings(terms, reading)
    _read_subjects(terms, reading, colour_follows=language in _COLOUR_FOLLOWS)
    return reading


def _split_words(prompt: str) -> list[str]:
    text = prompt.lower()
    for term, english_word in _japanese():
        text = text.replace(term, f" {english_word} ")
    text = unicodedata.normalize("NFKD", text.translate(_UMLAUTS))
    text = "".join(each for each in text if not unicodedata.combining(each))
    return re.findall(r"[a-z0-9&]+|[,.;:!?]", text)


def _recognise_language(words: list[str]) -> str | None:
    """The language with most of its function words and nouns in the prompt; None if no word tells."""
    scores = {
        language: 2 * sum(word in known.split() for word in words)
        + sum(word in _foreign(language) for word in words if language in TRANSLATIONS)
        for language, known in FUNCTION_WORDS.items()
        if language != "en"
    }
    scores["en"] = sum(2 * (word in FUNCTION_WORDS["en"].split()) + (word in known_terms()) for word in words)
    best = max(scores, key=lambda each: (scores[each], each == "en"))
    return best if scores[best] else None


def _find_terms(words: list[str], language: str | None) -> Iterator[_Term]:
    index = 0
    while index < len(words):
        for length in range(min(_MAX_TERM_WORDS, len(words) - index), 0, -1):
            found = _look_up(" ".join(words[index : index + length]), language)
            if found is not None:
                yield _Term(index, index + length, *found)
                index += length
                break
        else:
            index += 1


def _look_up(term: str, language: str | None) -> tuple[tuple[Meaning, ...], bool] | None:
    """What a term names, and whether it is a plural."""
    if language is not None and language in TRANSLATIONS:
        own = _look_up_foreign(term, language)
        if own is not None:
            return own
    for singular in _singulars(term):
        if singular in known_terms():
            return known_terms()[singular], singular != term
    return None


def _look_up_foreign(term: str, language: str) -> tuple[tuple[Meaning, ...], bool] | None:
    known = _foreign(language)
    endings = _GERMAN_ENDINGS if language == "de" else _ROMANCE_ENDINGS
    for singular in (term, *(term.removesuffix(ending) for ending in endings if term.endswith(ending))):
        if singular in known:
            return known_terms()[known[singular]], singular != term
    return None


def _singulars(term: str) -> Iterator[str]:
    yield term
    if term in english.IRREGULAR_PLURALS:
        yield english.IRREGULAR_PLURALS[term]
    if term.endswith("ies"):
        yield term.removesuffix("ies") + "y"
    for ending in ("s", "es"):
        if term.endswith(ending):
            yield term.removesuffix(ending)


def _read_surroundings(terms: list[_Term], reading: Reading) -> None:
    for term in terms:
        for kind, name in term.meanings:
            if kind == "scene":
                reading.scene = reading.scene or name
            elif kind == "lighting":
                reading.lighting = reading.lighting or name
            elif kind == "weather" and name not in reading.weather:
                reading.weather.append(name)
            elif kind == "style" and name not in reading.styles:
                reading.styles.append(name)


def _read_subjects(terms: list[_Term], reading: Reading, *, colour_follows: bool) -> None:
    colours: list[tuple[int, str]] = []
    number, relation = 1, "and"
    for index, term in enumerate(terms):
        names = dict(term.meanings)
        if "figure" in names:
            colour, colours = _take_colour(term, colours)
            if colour is None and colour_follows:
                colour = _following_colour(term, terms[index + 1 :])
            if reading.subjects and reading.subjects[-1].figure == names["figure"] and relation == "and":
                continue  # "a cup of coffee" is one cup
            count = number if number > 1 else _PLURAL_COUNT if term.is_plural else 1
            reading.subjects.append(Subject(names["figure"], min(count, MAX_COUNT), colour, relation))
            number, relation = 1, "and"
        elif "colour" in names and not (colour_follows and _was_taken(names["colour"], term, terms[:index])):
            colours.append((term.end, names["colour"]))
        elif "number" in names:
            number = int(names["number"])
        elif "relation" in names:
            relation = names["relation"]
        elif "scene" in names:
            relation = "and"
    reading.colours.extend(colour for _, colour in colours)


def _take_colour(term: _Term, colours: list[tuple[int, str]]) -> tuple[str | None, list[tuple[int, str]]]:
    """The colour that stands shortly before the term, and the colours that are left."""
    if colours and term.start - colours[-1][0] < _COLOUR_REACH:
        return colours[-1][1], colours[:-1]
    return None, colours


def _following_colour(term: _Term, later: list[_Term]) -> str | None:
    if later and later[0].start - term.end <= 1:
        return dict(later[0].meanings).get("colour")
    return None


def _was_taken(colour: str, term: _Term, earlier: list[_Term]) -> bool:
    return (
        bool(earlier) and "figure" in dict(earlier[-1].meanings) and term.start - earlier[-1].end <= 1 and bool(colour)
    )
