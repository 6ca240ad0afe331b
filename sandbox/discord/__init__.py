"""A strict stand-in for Discord: gateway, REST API, and actions of its users."""

from sandbox.discord.server import FakeDiscord

__all__ = ["FakeDiscord"]
