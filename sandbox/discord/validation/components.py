"""Rules for a message's components that no schema of single fields can express.

Numbers: documentation, "Component Reference" and change log "Raised Component Limits" (40 in all, 4000 characters).
"""

from collections import Counter
from collections.abc import Container, Iterator
from typing import Any, Final, NamedTuple

from sandbox.discord.errors import FieldError, FieldPath, Json
from sandbox.discord.validation import selects

ACTION_ROW, BUTTON, TEXT_INPUT = 1, 2, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
SELECT_TYPES: Final = selects.SELECT_TYPES
_V2_TYPES: Final = frozenset({SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER})
_INTERACTIVE_TYPES: Final = SELECT_TYPES | {BUTTON}
_ALLOWED_CHILDREN: Final = {
    None: frozenset({ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER}),
    ACTION_ROW: _INTERACTIVE_TYPES,
    SECTION: frozenset({TEXT_DISPLAY}),
    CONTAINER: frozenset({ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR}),
}
MAX_COMPONENTS: Final = 40
MAX_TEXT_CHARACTERS: Final = 4000
MAX_CUSTOM_ID_LENGTH: Final = 100
MAX_DESCRIPTION_LENGTH: Final = 1024
_MAX_LEGACY_ROWS: Final = 5
_LINK_STYLE, _PREMIUM_STYLE = 5, 6
_BUTTON_TARGETS: Final = ("custom_id", "url", "sku_id")
"""Fields of a button that say what it does; its style decides which one it has."""


class PlacedComponent(NamedTuple):
    """A component, its path in the body, and its parent's type."""

    path: FieldPath
    component: Json
    parent: int | None
    """The parent's type; ``None`` at the top level."""

    @property
    def kind(self) -> Any:
        """The component's type."""
        return self.component.get("type")

    def field_error(self, field: str, code: str, message: str) -> FieldError:
        """An error about one of the component's fields."""
        return FieldError((*self.path, field), code, message)


def walk_components(
    components: object, path: FieldPath = ("components",), parent: int | None = None
) -> Iterator[PlacedComponent]:
    """All components in depth-first order, parents before children."""
    if not isinstance(components, list):
        return
    for index, component in enumerate(components):
        if not isinstance(component, dict):
            continue
        here = (*path, index)
        yield PlacedComponent(here, component, parent)
        yield from walk_components(component.get("components"), (*here, "components"), component.get("type"))
        accessory = component.get("accessory")
        if isinstance(accessory, dict):
            yield PlacedComponent((*here, "accessory"), accessory, SECTION)


def list_media(component: Json) -> Iterator[tuple[FieldPath, Json]]:
    """The media items of a component with their paths."""
    for field in ("media", "file"):
        if isinstance(component.get(field), dict):
            yield (field,), component[field]
    if component.get("type") == MEDIA_GALLERY:
        for index, item in enumerate(component.get("items") or ()):
            if isinstance(item, dict) and isinstance(item.get("media"), dict):
                yield ("items", index, "media"), item["media"]


def component_errors(components: list[Any], *, v2: bool, filenames: set[str], origin: str = "") -> Iterator[FieldError]:
    """All errors of a message's components.

    ``filenames`` are the names of the message's files, ``origin`` is the only address that is accepted without TLS.
    """
    placed = list(walk_components(components))
    if len(placed) > MAX_COMPONENTS:
        yield FieldError(("components",), "BASE_TYPE_BAD_LENGTH", f"Must be {MAX_COMPONENTS} or fewer in length.")
    yield from _nesting_errors(placed, v2=v2)
    yield from _duplicate_errors(placed)
    shown = sum(len(one.component.get("content") or "") for one in placed if one.kind == TEXT_DISPLAY)
    if shown > MAX_TEXT_CHARACTERS:
        message = f"The text of all components must be {MAX_TEXT_CHARACTERS} or fewer in length, it is {shown}."
        yield FieldError(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    for one in placed:
        yield from _own_field_errors(one)
        yield from _media_errors(one, filenames, origin)
        yield from _description_errors(one)


def premium_button_errors(components: object, sku_ids: Container[str]) -> Iterator[FieldError]:
    """An error for each premium button that sells none of the application's SKUs."""
    for one in walk_components(components):
        sku_id = one.component.get("sku_id")
        if one.kind == BUTTON and sku_id and str(sku_id) not in sku_ids:
            yield one.field_error("sku_id", "BUTTON_COMPONENT_INVALID_SKU", f"There is no SKU {sku_id}.")


def _nesting_errors(placed: list[PlacedComponent], *, v2: bool) -> Iterator[FieldError]:
    if not v2 and sum(one.parent is None for one in placed) > _MAX_LEGACY_ROWS:
        yield FieldError(("components",), "BASE_TYPE_BAD_LENGTH", f"Must be {_MAX_LEGACY_ROWS} or fewer in length.")
    for one in placed:
        allowed = {BUTTON, THUMBNAIL} if one.path[-1] == "accessory" else _ALLOWED_CHILDREN.get(one.parent, frozenset())
        if one.kind not in allowed:
            yield one.field_error("type", "UNION_TYPE_CHOICES", f"A component of type {one.kind} cannot stand here.")
        elif one.kind in _V2_TYPES and not v2:
            yield one.field_error("type", "UNION_TYPE_CHOICES", f"Type {one.kind} needs the flag IS_COMPONENTS_V2.")


def _duplicate_errors(placed: list[PlacedComponent]) -> Iterator[FieldError]:
    for field, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        counts = Counter(str(one.component[field]) for one in placed if one.component.get(field))
        for one in placed:
            if counts[str(one.component.get(field))] > 1:
                yield one.field_error(field, code, f"Component {field} cannot be duplicated.")


def _own_field_errors(one: PlacedComponent) -> Iterator[FieldError]:
    if one.kind == BUTTON:
        yield from _button_errors(one)
    elif one.kind in SELECT_TYPES:
        yield from _select_errors(one)
    elif one.kind == ACTION_ROW:
        yield from _row_errors(one)
    for field, least, most in _LENGTH_LIMITS.get(one.kind, ()):
        length = len(one.component.get(field) or ())
        if not least <= length <= most:
            yield one.field_error(field, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    if one.kind == SECTION and not isinstance(one.component.get("accessory"), dict):
        yield one.field_error("accessory", "BASE_TYPE_REQUIRED", "This field is required")


_LENGTH_LIMITS: Final = {
    ACTION_ROW: (("components", 1, 5),),
    SECTION: (("components", 1, 3),),
    CONTAINER: (("components", 1, MAX_COMPONENTS),),
    TEXT_DISPLAY: (("content", 1, MAX_TEXT_CHARACTERS),),
    MEDIA_GALLERY: (("items", 1, 10),),
    BUTTON: (("label", 0, 80),),
}


def _button_errors(one: PlacedComponent) -> Iterator[FieldError]:
    button, style = one.component, one.component.get("style")
    wanted = (
        {_LINK_STYLE: "url", _PREMIUM_STYLE: "sku_id"}.get(style, "custom_id")
        if isinstance(style, int)
        else "custom_id"
    )
    for field in _BUTTON_TARGETS:
        if field == wanted and not button.get(field):
            yield one.field_error(field, "BASE_TYPE_REQUIRED", f"A button of style {style} needs a {field}.")
        elif field != wanted and button.get(field):
            yield one.field_error(
                field, "BUTTON_COMPONENT_INVALID", f"A button of style {style} cannot have a {field}."
            )
    if style == _PREMIUM_STYLE:
        for field in ("label", "emoji"):
            if button.get(field):
                yield one.field_error(field, "BUTTON_COMPONENT_INVALID", f"A premium button cannot have a {field}.")
    elif not (button.get("label") or button.get("emoji")):
        yield one.field_error("label", "BUTTON_COMPONENT_EMPTY", "A button needs a label or an emoji.")
    yield from _custom_id_errors(one)


def _select_errors(one: PlacedComponent) -> Iterator[FieldError]:
    yield from selects.select_errors(one.path, one.component)
    yield from _custom_id_errors(one)


def _custom_id_errors(one: PlacedComponent) -> Iterator[FieldError]:
    if len(str(one.component.get("custom_id") or "")) > MAX_CUSTOM_ID_LENGTH:
        yield one.field_error(
            "custom_id", "BASE_TYPE_BAD_LENGTH", f"Must be {MAX_CUSTOM_ID_LENGTH} or fewer in length."
        )


def _row_errors(one: PlacedComponent) -> Iterator[FieldError]:
    kinds = [inner.get("type") for inner in one.component.get("components") or () if isinstance(inner, dict)]
    if len(kinds) > 1 and any(kind in SELECT_TYPES for kind in kinds):
        yield one.field_error("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills a whole row.")


def _media_errors(one: PlacedComponent, filenames: set[str], origin: str) -> Iterator[FieldError]:
    usable = ("https://", f"{origin}/") if origin else "https://"
    for path, media in list_media(one.component):
        url = str(media.get("url", ""))
        if url.startswith("attachment://"):
            if url.removeprefix("attachment://") not in filenames:
                message = f"The referenced attachment {url} is not part of this message."
                yield FieldError(
                    (*one.path, *path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message
                )
        elif one.kind == FILE or not url.startswith(usable):
            yield FieldError((*one.path, *path, "url"), "URL_TYPE_INVALID_SCHEME", f"Not a usable address: {url!r}")


def _description_errors(one: PlacedComponent) -> Iterator[FieldError]:
    described: list[tuple[FieldPath, Json]] = [((), one.component)] if one.kind == THUMBNAIL else []
    if one.kind == MEDIA_GALLERY:
        described = [(("items", index), item) for index, item in enumerate(one.component.get("items") or ())]
    for path, thing in described:
        if len(thing.get("description") or "") > MAX_DESCRIPTION_LENGTH:
            message = f"Must be {MAX_DESCRIPTION_LENGTH} or fewer in length."
            yield FieldError((*one.path, *path, "description"), "BASE_TYPE_MAX_LENGTH", message)
