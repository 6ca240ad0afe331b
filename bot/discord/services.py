"""The use cases that commands, buttons and menus call."""

from dataclasses import dataclass

from bot.discord.dm_copies import FileReader, PictureCopySender
from bot.discord.intake import RequestIntake
from bot.discord.operators import Operators
from bot.domain.catalog import Catalog
from bot.domain.server_rules import SafetyMode
from bot.jobs.capacity import Capacity
from bot.jobs.preferences import Preferences
from bot.jobs.purchases import Purchases
from bot.jobs.queue import JobQueue
from bot.jobs.service import RequestService
from bot.jobs.statistics import StatisticsReporter
from bot.jobs.usage import UsageReporter
from bot.library import Library
from bot.moderation.audit_log import AuditLog
from bot.moderation.service import Moderation
from bot.operator.desk import OperatorDesk
from bot.operator.server_desk import ServerDesk
from bot.operator.server_notices import ServerNotices
from bot.operator.server_registry import ServerRegistry
from bot.policy.gate import PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.policy.managers_desk import ManagersDesk
from bot.policy.server_languages import ServerLanguages


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The use cases behind all cogs, built once by :mod:`bot.service_builder`."""

    catalog: Catalog
    safety_mode: SafetyMode
    """The provider's safety check as the operator configured it."""
    gate: PolicyGate
    languages: ServerLanguages
    capacity: Capacity
    limits_in_force: LimitsInForce
    managers_desk: ManagersDesk
    requests: RequestService
    queue: JobQueue
    usage: UsageReporter
    statistics: StatisticsReporter
    purchases: Purchases
    preferences: Preferences
    library: Library
    intake: RequestIntake
    copies: PictureCopySender
    discord_files: FileReader
    """Downloads files that members attached."""
    moderation: Moderation
    audit_log: AuditLog
    operators: Operators
    operator_desk: OperatorDesk
    server_desk: ServerDesk
    servers: ServerRegistry
    server_notices: ServerNotices
