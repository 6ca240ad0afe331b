"""Builds the services, whose methods are the use cases of the cogs."""

from bot.discord.dm_copies import PictureCopySender
from bot.discord.entitlements import DiscordShop
from bot.discord.intake import RequestIntake
from bot.discord.services import Services
from bot.jobs.budget_alerts import BudgetAlerts
from bot.jobs.preferences import Preferences
from bot.jobs.purchases import Purchases
from bot.jobs.queue import JobQueue
from bot.jobs.service import RequestService
from bot.jobs.statistics import StatisticsReporter
from bot.jobs.usage import UsageReporter
from bot.library import Library
from bot.moderation.audit_log import AuditLog
from bot.moderation.service import Moderation
from bot.moderation.word_filter_audit import WordFilterAudit
from bot.operator.action_log import ActionLog
from bot.operator.desk import OperatorDesk
from bot.operator.server_desk import ServerDesk
from bot.parts import Core, DiscordParts, ServerParts
from bot.policy.managers_desk import ManagersDesk
from bot.resources import Resources


def build_services(resources: Resources, discord_parts: DiscordParts, core: Core, servers: ServerParts) -> Services:
    """Build the services from the parts that they share with the background tasks."""
    database, clock, catalog, limits = resources.database, resources.clock, resources.catalog, core.limits_in_force
    messenger = discord_parts.messenger
    audit_log = _build_audit_log(resources, discord_parts, core)
    actions = ActionLog(audit_log, clock)
    alerts = _build_budget_alerts(resources, discord_parts, core, audit_log)
    preferences, usage = Preferences(database), UsageReporter(database, catalog, limits, clock)
    queue = _build_queue(resources, core)
    purchases = Purchases(database=database, shop=DiscordShop(discord_parts.client), limits=core.limits, clock=clock)
    return Services(
        catalog=catalog,
        safety_mode=resources.config.runware.safety,
        gate=core.gate,
        languages=core.languages,
        capacity=core.capacity,
        limits_in_force=limits,
        requests=_build_requests(resources, core, preferences, alerts),
        managers_desk=ManagersDesk(database=database, gate=core.gate, limits_in_force=limits, clock=clock),
        queue=queue,
        usage=usage,
        statistics=StatisticsReporter(database, catalog, resources.charts, clock),
        purchases=purchases,
        preferences=preferences,
        library=Library(database, clock),
        intake=RequestIntake(queue, catalog, messenger, discord_parts.eta, resources.metrics, purchases),
        copies=PictureCopySender(resources.discord_files, clock),
        discord_files=resources.discord_files,
        moderation=_build_moderation(resources, discord_parts, core, audit_log, alerts),
        audit_log=audit_log,
        operators=servers.operators,
        operator_desk=_build_operator_desk(resources, core, actions),
        server_desk=_build_server_desk(resources, core, servers, usage, actions),
        servers=servers.registry,
        server_notices=servers.notices,
    )


def _build_audit_log(resources: Resources, discord_parts: DiscordParts, core: Core) -> AuditLog:
    """Build the audit log, which also hears of blocked words and unreadable AutoMod rules."""
    audit_log = AuditLog(resources.database, core.gate, discord_parts.messenger, core.languages, resources.clock)
    word_filter_audit = WordFilterAudit(audit_log)
    core.gate.on_blocked_prompt(word_filter_audit.record_blocked_prompt)
    core.gate.word_filters.on_automod_unreadable(word_filter_audit.record_automod_unreadable)
    return audit_log


def _build_budget_alerts(
    resources: Resources, discord_parts: DiscordParts, core: Core, audit_log: AuditLog
) -> BudgetAlerts:
    return BudgetAlerts(
        database=resources.database,
        messenger=discord_parts.messenger,
        moderators=audit_log,
        clock=resources.clock,
        configured=core.limits,
        min_image_price=resources.catalog.min_image_price,
    )


def _build_queue(resources: Resources, core: Core) -> JobQueue:
    return JobQueue(
        database=resources.database,
        clock=resources.clock,
        owner=resources.owner,
        capacity=core.capacity,
        inbox=core.inbox,
        end_recorder=core.end_recorder,
        task_timeout_seconds=resources.config.runware.deadline,
    )


def _build_requests(resources: Resources, core: Core, preferences: Preferences, alerts: BudgetAlerts) -> RequestService:
    return RequestService(
        database=resources.database,
        catalog=resources.catalog,
        styles=core.styles,
        gate=core.gate,
        limits_in_force=core.limits_in_force,
        clock=resources.clock,
        owner=resources.owner,
        capacity=core.capacity,
        preferences=preferences,
        budget_alerts=alerts,
    )


def _build_operator_desk(resources: Resources, core: Core, actions: ActionLog) -> OperatorDesk:
    return OperatorDesk(
        guild_id=resources.config.discord.operator_guild,
        database=resources.database,
        actions=actions,
        end_recorder=core.end_recorder,
        clock=resources.clock,
    )


def _build_server_desk(
    resources: Resources, core: Core, servers: ServerParts, usage: UsageReporter, actions: ActionLog
) -> ServerDesk:
    return ServerDesk(
        database=resources.database,
        admission=core.limits_in_force.admission,
        limits_in_force=core.limits_in_force,
        usage=usage,
        actions=actions,
        notices=servers.notices,
        registry=servers.registry,
        leaver=servers.membership,
        clock=resources.clock,
    )


def _build_moderation(
    resources: Resources, discord_parts: DiscordParts, core: Core, audit_log: AuditLog, alerts: BudgetAlerts
) -> Moderation:
    return Moderation(
        database=resources.database,
        audit_log=audit_log,
        case_cards=core.case_cards,
        inbox=core.inbox,
        notifier=discord_parts.notifier,
        limits_in_force=core.limits_in_force,
        clock=resources.clock,
        owner=resources.owner,
        task_timeout_seconds=resources.config.runware.deadline,
        budget_alerts=alerts,
        end_recorder=core.end_recorder,
    )
