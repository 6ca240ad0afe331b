"""A strict stand-in for Discord: gateway, REST and the people who use it."""

from sandbox.discord.server import FakeDiscord

__all__ = ["FakeDiscord"]
