"""Chooses the place and the light that fit what is drawn, where the words name none."""

from random import Random
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.figures import FAMILY_BY_NAME, SMALL_FAMILIES
from sandbox.runware.pictures.words.reader import Reading

_SCENES_BY_FIGURE: Final = MappingProxyType(
    {
        **dict.fromkeys(("fish", "shark", "octopus", "jellyfish", "mermaid", "submarine"), ("underwater",)),
        **dict.fromkeys(("turtle", "crab"), ("underwater", "beach")),
        **dict.fromkeys(("whale", "dolphin", "ship", "boat"), ("sea",)),
        **dict.fromkeys(("airplane", "helicopter", "hot air balloon", "eagle", "angel", "phoenix"), ("sky",)),
        **dict.fromkeys(("rocket", "planet", "astronaut", "alien", "spaceship", "star", "moon"), ("space",)),
        **dict.fromkeys(("car", "bus", "truck", "motorcycle", "bicycle"), ("road", "street", "city")),
        **dict.fromkeys(("camel", "pyramid", "cactus"), ("desert",)),
        **dict.fromkeys(("penguin", "snowman", "igloo", "christmas tree"), ("snow",)),
        **dict.fromkeys(("wolf", "bear", "owl", "deer", "fox", "squirrel"), ("forest", "meadow")),
        **dict.fromkeys(("fairy", "mushroom", "spider"), ("forest", "meadow")),
        **dict.fromkeys(("monkey", "tiger", "parrot", "snake", "panda", "bamboo"), ("jungle",)),
        **dict.fromkeys(("cat", "mouse"), ("room", "garden", "meadow")),
        **dict.fromkeys(("lion", "elephant", "giraffe", "zebra"), ("meadow", "hills", "desert")),
        **dict.fromkeys(("duck", "swan", "frog", "lily"), ("lake", "river")),
        **dict.fromkeys(("robot", "superhero", "skyscraper"), ("city", "street")),
        **dict.fromkeys(("chef",), ("kitchen",)),
        **dict.fromkeys(("wizard",), ("library", "forest", "mountains")),
        **dict.fromkeys(("dragon", "castle", "dinosaur", "phoenix"), ("mountains", "valley")),
        **dict.fromkeys(("lighthouse",), ("sea",)),
        **dict.fromkeys(("pirate", "palm", "shell"), ("beach", "island")),
        **dict.fromkeys(("detective", "ninja", "zombie", "vampire"), ("street",)),
        **dict.fromkeys(("windmill", "barn", "tractor", "cow", "sunflower"), ("field", "hills")),
        **dict.fromkeys(("butterfly", "bee", "rose", "tulip", "flower", "snail"), ("garden", "meadow")),
        **dict.fromkeys(("cloud", "rainbow", "sun"), ("hills", "meadow")), "lightning": ("hills",),
        **dict.fromkeys(("temple", "shrine", "samurai"), ("mountains", "garden")), "bridge": ("river", "lake"),
        **dict.fromkeys(("train", "bonsai"), ("hills",)), "volcano": ("island", "hills"), "roof": ("city",),
        **dict.fromkeys(("witch", "ghost", "skeleton"), ("forest", "village")), "shop": ("street",),
        **dict.fromkeys(("crystal",), ("cave",)), "snowflake": ("snow",), "fire": ("forest",),
        "tent": ("forest", "lake"),
    }
)  # fmt: skip
_LIGHTINGS_BY_FIGURE: Final = MappingProxyType(
    {**dict.fromkeys(("owl", "moon", "ghost", "vampire", "witch", "star"), "night"),
     **dict.fromkeys(("lantern", "candle", "paper lantern", "fire"), "night"),
     "snowman": "winter", "lightning": "storm", "zombie": "fog", "umbrella": "storm"}
)  # fmt: skip
_SCENES_BY_FAMILY: Final = MappingProxyType(
    {
        "things": ("studio",), "belongings": ("studio",), "food": ("studio",),
        "buildings": ("hills", "meadow", "mountains"),
        "nature": ("meadow", "hills"), "plants": ("meadow", "hills"), "structures": ("meadow", "garden"),
        "people": ("meadow", "street", "garden"), "vehicles": ("road",),
    }
)  # fmt: skip
_USUAL_SCENES: Final = ("meadow", "hills", "mountains", "forest")
_INDOOR: Final = frozenset({"studio", "room", "kitchen", "library"})


def choose_scene(reading: Reading, random: Random) -> str:
    """The place that the prompt names, or one that fits the first subject."""
    if reading.scene:
        return reading.scene
    names = [subject.figure for subject in reading.subjects]
    bases = [subject.figure for subject in reading.subjects if subject.relation in {"on", "in", "under"}]
    for name in (*bases, *names):
        if name in _SCENES_BY_FIGURE:
            return random.choice(_SCENES_BY_FIGURE[name])
    families = [FAMILY_BY_NAME[name] for name in names]
    if families and set(families) <= SMALL_FAMILIES:
        return "studio"
    return random.choice(_SCENES_BY_FAMILY.get(families[0], _USUAL_SCENES) if families else _USUAL_SCENES)


def choose_lighting_name(reading: Reading) -> str | None:
    """The light that the prompt names, or that suits its subjects."""
    if reading.lighting:
        return reading.lighting
    suited = (_LIGHTINGS_BY_FIGURE.get(subject.figure) for subject in reading.subjects)
    return next((name for name in suited if name), None)


def is_indoor(scene: str) -> bool:
    """Whether the place is inside a building, where no weather is drawn."""
    return scene in _INDOOR
