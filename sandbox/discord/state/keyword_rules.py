"""AutoMod's keyword rules as bots can read them; the stand-in itself does not apply them to messages.

Limits: documentation, "Auto Moderation", "Trigger Types" and "Trigger Metadata Field Limits".
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.snowflakes import SnowflakeGenerator

_KEYWORD_TRIGGER_TYPE: Final = 1
_MESSAGE_SEND_EVENT_TYPE: Final = 1
_BLOCK_MESSAGE_ACTION: Final[Json] = {"type": 1, "metadata": {}}
MAX_RULES: Final = 6
MAX_RULE_NAME_LENGTH: Final = 100


class _Limit(NamedTuple):
    label: str
    max_count: int
    max_length: int


_KEYWORD_LIMIT: Final = _Limit("keywords", 1000, 60)
_PATTERN_LIMIT: Final = _Limit("regular expressions", 10, 260)
_ALLOWED_LIMIT: Final = _Limit("exceptions", 100, 60)


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """A rule as an admin enters it in the server's settings."""

    name: str
    keywords: Sequence[str] = ()
    patterns: Sequence[str] = ()
    allowed: Sequence[str] = ()
    enabled: bool = True
    id: str = ""

    def check(self) -> None:
        """Raise :class:`ClientValidationError` if Discord's settings would not accept the rule."""
        if not 1 <= len(self.name) <= MAX_RULE_NAME_LENGTH:
            raise ClientValidationError(f"A rule's name has 1 to {MAX_RULE_NAME_LENGTH} characters.")
        if not (self.keywords or self.patterns):
            raise ClientValidationError("A keyword rule needs keywords or regular expressions.")
        for limit, given in (
            (_KEYWORD_LIMIT, self.keywords),
            (_PATTERN_LIMIT, self.patterns),
            (_ALLOWED_LIMIT, self.allowed),
        ):
            if len(given) > limit.max_count or any(not 1 <= len(one) <= limit.max_length for one in given):
                raise ClientValidationError(
                    f"At most {limit.max_count} {limit.label} of 1 to {limit.max_length} characters."
                )

    def as_json(self, guild_id: str, creator_id: str) -> Json:
        """Discord's auto moderation rule object."""
        metadata = {"keyword_filter": [*self.keywords], "regex_patterns": [*self.patterns]}
        return {
            "id": self.id,
            "guild_id": guild_id,
            "name": self.name,
            "creator_id": creator_id,
            "event_type": _MESSAGE_SEND_EVENT_TYPE,
            "trigger_type": _KEYWORD_TRIGGER_TYPE,
            "trigger_metadata": metadata | {"allow_list": [*self.allowed]},
            "actions": [_BLOCK_MESSAGE_ACTION],
            "enabled": self.enabled,
            "exempt_roles": [],
            "exempt_channels": [],
        }


class KeywordRuleStore:
    """Every server's rules by name; ``on_change`` gets the server, the gateway event and the rule as JSON."""

    def __init__(self, new_id: SnowflakeGenerator, on_change: Callable[[Guild, str, Json], None]) -> None:
        self._new_id = new_id
        self._on_change = on_change
        self._rules: defaultdict[str, dict[str, KeywordRule]] = defaultdict(dict)

    def put(self, guild: Guild, rule: KeywordRule) -> None:
        """Add a rule, or replace the one with the same name."""
        rule.check()
        rules = self._rules[guild.id]
        known = rules.get(rule.name)
        if known is None and len(rules) == MAX_RULES:
            raise ClientValidationError(f"A server has at most {MAX_RULES} keyword rules.")
        kept = rules[rule.name] = replace(rule, id=known.id if known else self._new_id())
        event = "AUTO_MODERATION_RULE_UPDATE" if known else "AUTO_MODERATION_RULE_CREATE"
        self._on_change(guild, event, kept.as_json(guild.id, guild.owner_id))

    def remove(self, guild: Guild, name: str) -> None:
        """Delete a rule by name."""
        if name not in self._rules[guild.id]:
            raise ClientValidationError(f"There is no rule {name!r}.")
        removed = self._rules[guild.id].pop(name)
        self._on_change(guild, "AUTO_MODERATION_RULE_DELETE", removed.as_json(guild.id, guild.owner_id))

    def as_json(self, guild: Guild) -> list[Json]:
        """A server's rules as Discord's auto moderation rule objects."""
        return [rule.as_json(guild.id, guild.owner_id) for rule in self._rules[guild.id].values()]
