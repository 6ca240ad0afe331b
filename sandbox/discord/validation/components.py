"""The rules for a message's components that no schema of single fields can express.

Numbers: documentation, "Component Reference" and change log "Raised Component Limits" (40 in all, 4000 characters).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sandbox.discord.rest.errors import Fault, Json
from sandbox.discord.validation import selects

ACTION_ROW, BUTTON, TEXT_INPUT = 1, 2, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
SELECTS: Final = selects.KINDS
_ONLY_V2: Final = frozenset({SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER})
_INTERACTIVE: Final = SELECTS | {BUTTON}
_INSIDE: Final = {
    None: frozenset({ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER}),
    ACTION_ROW: _INTERACTIVE,
    SECTION: frozenset({TEXT_DISPLAY}),
    CONTAINER: frozenset({ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR}),
}
MAX_COMPONENTS: Final = 40
MAX_CHARACTERS: Final = 4000
MAX_CUSTOM_ID: Final = 100
MAX_DESCRIPTION: Final = 1024
_MAX_ROWS: Final = 5
_LINK, _PREMIUM = 5, 6

Path = tuple[str | int, ...]


class Placed(NamedTuple):
    """A component and where it stands."""

    path: Path
    component: Json
    parent: int | None
    """The parent's type; ``None`` at the top."""

    @property
    def kind(self) -> Any:
        """Its type."""
        return self.component.get("type")

    def fault(self, field: str, code: str, message: str) -> Fault:
        """Something wrong with one of its fields."""
        return Fault((*self.path, field), code, message)


def walk(components: object, path: Path = ("components",), parent: int | None = None) -> Iterator[Placed]:
    """Every component, each before what is inside it."""
    if not isinstance(components, list):
        return
    for index, component in enumerate(components):
        if not isinstance(component, dict):
            continue
        here = (*path, index)
        yield Placed(here, component, parent)
        yield from walk(component.get("components"), (*here, "components"), component.get("type"))
        accessory = component.get("accessory")
        if isinstance(accessory, dict):
            yield Placed((*here, "accessory"), accessory, SECTION)


def media_of(component: Json) -> Iterator[tuple[Path, Json]]:
    """The media that a component refers to."""
    for field in ("media", "file"):
        if isinstance(component.get(field), dict):
            yield (field,), component[field]
    if component.get("type") == MEDIA_GALLERY:
        for index, item in enumerate(component.get("items") or ()):
            if isinstance(item, dict) and isinstance(item.get("media"), dict):
                yield ("items", index, "media"), item["media"]


def faults(components: list[Any], *, v2: bool, filenames: set[str], origin: str = "") -> Iterator[Fault]:
    """What is wrong with these components.

    ``filenames`` are the files that the message will hold, ``origin`` the one address that is taken without TLS.
    """
    placed = list(walk(components))
    if len(placed) > MAX_COMPONENTS:
        yield Fault(("components",), "BASE_TYPE_BAD_LENGTH", f"Must be {MAX_COMPONENTS} or fewer in length.")
    yield from _shape(placed, v2=v2)
    yield from _uniqueness(placed)
    shown = sum(len(one.component.get("content") or "") for one in placed if one.kind == TEXT_DISPLAY)
    if shown > MAX_CHARACTERS:
        message = f"The text of all components must be {MAX_CHARACTERS} or fewer in length, it is {shown}."
        yield Fault(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    for one in placed:
        yield from _own(one)
        yield from _references(one, filenames, origin)
        yield from _descriptions(one)


def _shape(placed: list[Placed], *, v2: bool) -> Iterator[Fault]:
    if not v2 and sum(one.parent is None for one in placed) > _MAX_ROWS:
        yield Fault(("components",), "BASE_TYPE_BAD_LENGTH", f"Must be {_MAX_ROWS} or fewer in length.")
    for one in placed:
        allowed = {BUTTON, THUMBNAIL} if one.path[-1] == "accessory" else _INSIDE.get(one.parent, frozenset())
        if one.kind not in allowed:
            yield one.fault("type", "UNION_TYPE_CHOICES", f"A component of type {one.kind} cannot stand here.")
        elif one.kind in _ONLY_V2 and not v2:
            yield one.fault("type", "UNION_TYPE_CHOICES", f"Type {one.kind} needs the flag IS_COMPONENTS_V2.")


def _uniqueness(placed: list[Placed]) -> Iterator[Fault]:
    for field, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        counts = Counter(str(one.component[field]) for one in placed if one.component.get(field))
        for one in placed:
            if counts[str(one.component.get(field))] > 1:
                yield one.fault(field, code, f"Component {field} cannot be duplicated.")


def _own(one: Placed) -> Iterator[Fault]:
    if one.kind == BUTTON:
        yield from _button(one)
    elif one.kind in SELECTS:
        yield from _select(one)
    elif one.kind == ACTION_ROW:
        yield from _row(one)
    for field, least, most in _LENGTHS.get(one.kind, ()):
        length = len(one.component.get(field) or ())
        if not least <= length <= most:
            yield one.fault(field, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    if one.kind == SECTION and not isinstance(one.component.get("accessory"), dict):
        yield one.fault("accessory", "BASE_TYPE_REQUIRED", "This field is required")


_LENGTHS: Final = {
    ACTION_ROW: (("components", 1, 5),),
    SECTION: (("components", 1, 3),),
    CONTAINER: (("components", 1, MAX_COMPONENTS),),
    TEXT_DISPLAY: (("content", 1, MAX_CHARACTERS),),
    MEDIA_GALLERY: (("items", 1, 10),),
    BUTTON: (("label", 0, 80),),
}


def _button(one: Placed) -> Iterator[Fault]:
    button, style = one.component, one.component.get("style")
    wanted = {_LINK: "url", _PREMIUM: "sku_id"}.get(style, "custom_id") if isinstance(style, int) else "custom_id"
    for field in ("custom_id", "url", "sku_id"):
        if field == wanted and not button.get(field):
            yield one.fault(field, "BASE_TYPE_REQUIRED", f"A button of style {style} needs a {field}.")
        elif field != wanted and button.get(field):
            yield one.fault(field, "BUTTON_COMPONENT_INVALID", f"A button of style {style} cannot have a {field}.")
    if style != _PREMIUM and not (button.get("label") or button.get("emoji")):
        yield one.fault("label", "BUTTON_COMPONENT_EMPTY", "A button needs a label or an emoji.")
    yield from _custom_id(one)


def _select(one: Placed) -> Iterator[Fault]:
    yield from selects.faults(one.path, one.component)
    yield from _custom_id(one)


def _custom_id(one: Placed) -> Iterator[Fault]:
    if len(str(one.component.get("custom_id") or "")) > MAX_CUSTOM_ID:
        yield one.fault("custom_id", "BASE_TYPE_BAD_LENGTH", f"Must be {MAX_CUSTOM_ID} or fewer in length.")


def _row(one: Placed) -> Iterator[Fault]:
    kinds = [inner.get("type") for inner in one.component.get("components") or () if isinstance(inner, dict)]
    if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
        yield one.fault("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills a whole row.")


def _references(one: Placed, filenames: set[str], origin: str) -> Iterator[Fault]:
    usable = ("https://", f"{origin}/") if origin else "https://"
    for path, media in media_of(one.component):
        url = str(media.get("url", ""))
        if url.startswith("attachment://"):
            if url.removeprefix("attachment://") not in filenames:
                message = f"The referenced attachment {url} is not part of this message."
                yield Fault((*one.path, *path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)
        elif one.kind == FILE or not url.startswith(usable):
            yield Fault((*one.path, *path, "url"), "URL_TYPE_INVALID_SCHEME", f"Not a usable address: {url!r}")


def _descriptions(one: Placed) -> Iterator[Fault]:
    described: list[tuple[Path, Json]] = [((), one.component)] if one.kind == THUMBNAIL else []
    if one.kind == MEDIA_GALLERY:
        described = [(("items", index), item) for index, item in enumerate(one.component.get("items") or ())]
    for path, thing in described:
        if len(thing.get("description") or "") > MAX_DESCRIPTION:
            message = f"Must be {MAX_DESCRIPTION} or fewer in length."
            yield Fault((*one.path, *path, "description"), "BASE_TYPE_MAX_LENGTH", message)
