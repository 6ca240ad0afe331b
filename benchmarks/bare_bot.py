"""The minimal bot that Easel is compared with: defer, submit, poll, download, edit.

It has no ledger, no rules and no retries, and it reads the same environment variables as Easel.
"""

import asyncio
import io
import os
import signal
from typing import Any
from uuid import uuid4

import aiohttp
import discord
import yarl
from discord import Interaction, app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

POLL_SECONDS = float(os.environ.get("BARE_BOT_POLL_SECONDS", "1.0"))


class BareRunwareClient:
    """A client of Runware without batching and retries."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._url = os.environ["EASEL_RUNWARE__URL"]
        self._headers = {"Authorization": f"Bearer {os.environ['EASEL_RUNWARE__API_KEY']}"}

    async def generate(self, prompt: str) -> list[bytes]:
        """Submit a task, poll until it is finished, and download its pictures."""
        task_uuid = str(uuid4())
        await self._post(
            taskType="imageInference",
            taskUUID=task_uuid,
            model="xai:grok-imagine@image",
            positivePrompt=prompt,
            width=1024,
            height=1024,
            numberResults=1,
            outputType="URL",
            outputFormat="JPG",
            deliveryMethod="async",
            includeCost=True,
        )
        while True:
            await asyncio.sleep(POLL_SECONDS)
            results = await self._post(taskType="getResponse", taskUUID=task_uuid)
            if urls := [result["imageURL"] for result in results if "imageURL" in result]:
                return [await self._download(url) for url in urls]

    async def _post(self, **task: Any) -> list[dict[str, Any]]:
        async with self._session.post(self._url, json=[task], headers=self._headers) as response:
            answer = await response.json()
        if errors := answer.get("errors"):
            raise RuntimeError(errors[0]["message"])
        data: list[dict[str, Any]] = answer["data"]
        return data

    async def _download(self, url: str) -> bytes:
        async with self._session.get(url) as response:
            response.raise_for_status()
            return await response.read()


class BareBot(discord.Client):
    """A bot with the single command ``/imagine``."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="imagine", description="Draw a picture from words")(self.imagine)

    async def setup_hook(self) -> None:
        """Open the HTTP session and register the command."""
        self.session = aiohttp.ClientSession()
        self.runware = BareRunwareClient(self.session)
        await self.tree.sync()
        gateway = await self.http.request(Route("GET", "/gateway"))
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway["url"])

    async def imagine(self, interaction: Interaction[Any], prompt: str) -> None:
        """Generate a picture and show it."""
        await interaction.response.defer(thinking=True)
        pictures = await self.runware.generate(prompt)
        files = [discord.File(io.BytesIO(data), filename=f"picture-{n}.jpg") for n, data in enumerate(pictures)]
        await interaction.edit_original_response(content=discord.utils.escape_markdown(prompt), attachments=files)

    async def close(self) -> None:
        """Close both connections."""
        await self.session.close()
        await super().close()


async def main() -> None:
    """Run the bot until SIGTERM."""
    discord.utils.setup_logging()
    Route.BASE = os.environ["EASEL_DISCORD__API_URL"]
    async with BareBot() as bot:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
        await bot.start(os.environ["EASEL_DISCORD__TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
