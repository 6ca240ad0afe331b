"""Easel: a Discord bot that draws what a community asks for."""

from typing import Final

__version__: Final = "0.1.0"
"""The version in ``pyproject.toml``; a constant, so that a checkout that is not installed knows it too."""
