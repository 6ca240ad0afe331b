"""Models that the provider does not offer any more: noticed, told, and asked for again after a while."""

import json
import logging
from dataclasses import dataclass
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.load import Clock
from bot.errands.errand import Messenger
from bot.errors import Invalid
from bot.storage import marks
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

AGAIN_AFTER: Final = 24 * 3600.0
"""Seconds after which a model that was refused may be asked for again; a refusal costs nothing."""
ALERT: Final = (
    "Runware no longer offers the model `{air}` (“{key}”). {instead} If it has a successor there, put its id"
    " into `models.{key}.air`, or name one of your other models as `models.{key}.successor`, and restart Easel."
)


@dataclass(slots=True, kw_only=True)
class Retirement:
    """Keeps the catalogue's lost models on disk, so that all processes know of them."""

    catalog: Catalog
    database: Database
    messenger: Messenger
    clock: Clock

    async def lost(self, key: str) -> str:
        """The provider refused this model: its successor takes over. Returns the sentence for the member."""
        model = self.catalog[key]
        mark = json.dumps({"air": model.air, "at": self.clock()})
        noticed_first = await self.database.run(marks.put_once, marks.lost_model(key), mark)
        self.catalog.lose(key)  # once it is on disk: a refresh meanwhile takes what is there for the truth
        if noticed_first:
            log.error("Runware does not offer %s", model.air, extra={"event": "model_lost", "model": key})
            await self.messenger.alert(ALERT.format(air=model.air, key=key, instead=self._instead(key)))
        try:
            successor = self.catalog.choose(key).model.label
        except Invalid as refusal:
            return f"{str(refusal).removesuffix('.')}; nothing was charged."
        return (
            f"Runware no longer offers {model.label}; {successor} now draws in its place. Nothing was charged; "
            "please try again."
        )

    async def refresh(self) -> None:
        """Take over what other processes noticed, and try again what was lost a day ago or has another id by now."""
        noticed = await self.database.run(marks.beginning, marks.LOST_MODEL)
        for key in self.catalog:
            mark = noticed.get(marks.lost_model(key))
            if mark is not None and self._stands(key, mark):
                self.catalog.lose(key)
                continue
            self.catalog.find(key)
            if mark is not None:
                await self.database.run(marks.remove, marks.lost_model(key))

    def _stands(self, key: str, mark: str) -> bool:
        known = json.loads(mark)
        return bool(known["air"] == self.catalog[key].air and self.clock() < known["at"] + AGAIN_AFTER)

    def _instead(self, key: str) -> str:
        successor = self.catalog[key].successor
        if successor is None:
            return "No successor is configured, so requests for it are refused."
        return f"Its successor “{successor}” draws in its place, with its own sizes and prices."
