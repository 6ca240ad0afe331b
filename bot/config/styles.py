"""The styles of the configuration: names, and the text that each adds to a prompt."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer

from bot.domain.styles import StyleName, StyleText

NamedStyles = Annotated[
    Mapping[StyleName, StyleText], AfterValidator(lambda styles: MappingProxyType(dict(styles))), PlainSerializer(dict)
]
