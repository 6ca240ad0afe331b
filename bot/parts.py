"""Builds what both the services and the background tasks use: the Discord client with its senders, and the core."""

from dataclasses import dataclass

from bot.config.factories import build_admission_rules, build_limits
from bot.discord.api_errors import DiscordCircuitBreaker
from bot.discord.automod_client import AutoModClient
from bot.discord.case_card_poster import CaseCardPoster
from bot.discord.client import Easel
from bot.discord.direct_messages import DirectMessageNotifier
from bot.discord.edit_rate import EditRateLimiter
from bot.discord.message_requests import MessageRequests
from bot.discord.messenger import DiscordMessenger
from bot.discord.operators import Operators
from bot.discord.outbox import Outbox
from bot.discord.routes import MessageRoutes
from bot.discord.server_membership import ServerMembership
from bot.discord.server_notice_sender import ServerNoticeSender
from bot.domain.limits import Limits
from bot.domain.rate_limits import CircuitBreaker
from bot.jobs.capacity import Capacity
from bot.jobs.context import JobContext
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.eta import EtaEstimator
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.finish import JobFinisher
from bot.jobs.inbox import Inbox
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.moderation.case_cards import CaseCardSync
from bot.operator.server_notices import ServerNotices
from bot.operator.server_registry import ServerRegistry
from bot.policy.gate import PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.policy.server_languages import ServerLanguages
from bot.policy.style_registry import StyleRegistry
from bot.resources import Resources


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordParts:
    """The Discord client, the objects that send through it, and what they need to know about servers and durations."""

    client: Easel
    eta: EtaEstimator
    gate: PolicyGate
    languages: ServerLanguages
    requests: MessageRequests
    messenger: DiscordMessenger
    notifier: DirectMessageNotifier
    card_poster: CaseCardPoster


def build_discord(resources: Resources, eta: EtaEstimator) -> DiscordParts:
    """Build the Discord client and everything that sends through it."""
    client = Easel(
        *(resources.database, resources.metrics, resources.refusals, resources.clock),
        operator_guild_id=resources.config.discord.operator_guild,
    )
    gate = _build_gate(resources, client)
    languages = ServerLanguages(gate, client.preferred_locale)
    catalog, reencoder = resources.catalog, resources.reencoder
    breaker = DiscordCircuitBreaker(resources.monotonic)
    outbox, requests = Outbox(breaker), MessageRequests(breaker)
    routes = MessageRoutes(client, requests, resources.clock)
    return DiscordParts(
        client=client,
        eta=eta,
        gate=gate,
        languages=languages,
        requests=requests,
        messenger=DiscordMessenger(client, requests, routes, catalog, reencoder, EditRateLimiter(), eta, outbox),
        notifier=DirectMessageNotifier(client, outbox, languages),
        card_poster=CaseCardPoster(client, catalog, reencoder, breaker, languages),
    )


def _build_gate(resources: Resources, client: Easel) -> PolicyGate:
    return PolicyGate(
        database=resources.database,
        catalog=resources.catalog,
        limits=build_limits(resources.config),
        automod=AutoModClient(client),
        clock=resources.clock,
        allows_direct_messages=resources.config.discord.direct_messages,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Parts that both the services and the background tasks use."""

    limits: Limits
    limits_in_force: LimitsInForce
    styles: StyleRegistry
    gate: PolicyGate
    languages: ServerLanguages
    context: JobContext
    finisher: JobFinisher
    inbox: Inbox
    availability: ModelAvailability
    capacity: Capacity
    fetcher: ResultFetcher
    case_cards: CaseCardSync
    end_recorder: JobEndRecorder


def build_core(resources: Resources, discord_parts: DiscordParts) -> Core:
    """Build the parts of the core and connect them."""
    config, database, clock = resources.config, resources.database, resources.clock
    limits, catalog, messenger = build_limits(config), resources.catalog, discord_parts.messenger
    gate = discord_parts.gate
    limits_in_force = LimitsInForce(
        database=database, configured=limits, admission=build_admission_rules(config), gate=gate, clock=clock
    )
    context = JobContext(
        database=database,
        messenger=messenger,
        metrics=resources.metrics,
        owner=resources.owner,
        clock=clock,
        monotonic=resources.monotonic,
        tracer=resources.tracer,
    )
    model_breakers = ModelBreakers(catalog=catalog, database=database, clock=clock, monotonic=resources.monotonic)
    fetcher = ResultFetcher(
        media=resources.result_images,
        provider=resources.provider,
        clock=clock,
        model_breakers=model_breakers,
        alert=messenger.alert,
        task_timeout_seconds=config.runware.deadline,
    )
    return Core(
        limits=limits,
        limits_in_force=limits_in_force,
        styles=StyleRegistry(config.styles, database),
        gate=gate,
        languages=discord_parts.languages,
        context=context,
        finisher=JobFinisher(context, on_refused=resources.refusals.record),
        inbox=Inbox(),
        availability=ModelAvailability(catalog=catalog, database=database, messenger=messenger, clock=clock),
        capacity=Capacity(
            database=database,
            limiter=resources.limiter,
            breaker=CircuitBreaker(resources.monotonic),
            model_breakers=model_breakers,
        ),
        fetcher=fetcher,
        case_cards=CaseCardSync(database, gate, discord_parts.card_poster, fetcher, clock),
        end_recorder=JobEndRecorder(database, resources.metrics, resources.refusals.record, resources.tracer),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerParts:
    """Parts that know which servers there are, and who operates the bot."""

    operators: Operators
    registry: ServerRegistry
    notices: ServerNotices
    membership: ServerMembership


def build_server_parts(resources: Resources, discord_parts: DiscordParts, core: Core) -> ServerParts:
    """Build the parts that watch servers come and go."""
    database, clock, client = resources.database, resources.clock, discord_parts.client
    admission = core.limits_in_force.admission
    operators = Operators(client, admission, resources.monotonic)
    membership = ServerMembership(client)
    sender = ServerNoticeSender(
        client,
        discord_parts.requests,
        operators,
        core.gate,
        core.languages,
        client.command_sync,
        operator_guild_id=resources.config.discord.operator_guild,
        has_plans=lambda: bool(core.limits_in_force.configured.plans),
    )
    registry = ServerRegistry(database, admission, membership, clock, end_recorder=core.end_recorder, inbox=core.inbox)
    notices = ServerNotices(database, admission, sender, clock)
    return ServerParts(operators=operators, registry=registry, notices=notices, membership=membership)
