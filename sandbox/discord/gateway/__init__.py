"""The gateway: WebSocket sessions of bots, each of which receives the events of its shard."""

from sandbox.discord.gateway.gateway import Gateway

__all__ = ["Gateway"]
