"""What the application sells (documentation, "SKU Resource")."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag

from sandbox.discord.errors import Json


class SkuType(IntEnum):
    """The types of SKUs."""

    DURABLE = 2
    CONSUMABLE = 3
    SUBSCRIPTION = 5
    SUBSCRIPTION_GROUP = 6
    """Created by Discord for every subscription; nobody can buy it."""


class SkuFlag(IntFlag):
    """The flags of SKUs."""

    AVAILABLE = 1 << 2
    GUILD_SUBSCRIPTION = 1 << 7
    USER_SUBSCRIPTION = 1 << 8


@dataclass(slots=True, eq=False)
class Sku:
    """Something that a user can buy, for a whole server if it is a guild subscription."""

    id: str
    name: str
    kind: SkuType
    flags: SkuFlag
    application_id: str

    @property
    def is_for_guilds(self) -> bool:
        """Whether a server gets it, and not a single user."""
        return SkuFlag.GUILD_SUBSCRIPTION in self.flags

    @property
    def is_available(self) -> bool:
        """Whether it can be bought."""
        return SkuFlag.AVAILABLE in self.flags and self.kind is not SkuType.SUBSCRIPTION_GROUP

    def offer_json(self) -> Json:
        """What the page shows of it."""
        return {"id": self.id, "name": self.name, "for_servers": self.is_for_guilds}

    def as_json(self) -> Json:
        """Discord's SKU object."""
        return {
            "id": self.id,
            "type": int(self.kind),
            "application_id": self.application_id,
            "name": self.name,
            "slug": self.name.lower().replace(" ", "-"),
            "flags": int(self.flags),
            "dependent_sku_id": None,
            "manifest_labels": None,
            "access_type": 1,
            "features": [],
            "release_date": None,
            "premium": False,
            "show_age_gate": False,
        }
