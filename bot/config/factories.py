"""Factories: build components from :class:`~bot.config.settings.Config`."""

from collections.abc import Callable

from bot.archive import Archive
from bot.config import Config
from bot.config.settings import PlanSettings, TierSettings
from bot.domain.admission import AdmissionRules
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR, Catalog
from bot.domain.limits import Limits, Plan, Tier
from bot.runware.tasks import OutputOptions
from bot.runware.webhooks import Webhooks


def build_catalog(config: Config) -> Catalog:
    """Build the catalogue of the models that members can choose; it is mutable, and all parts of the bot share one."""
    return Catalog(config.models)


def build_limits(config: Config) -> Limits:
    """Build the limits, with budgets in micro-dollars."""
    limits, catalog = config.limits, build_catalog(config)
    return Limits(
        images_per_user_per_day=limits.images_per_user_per_day,
        jobs_per_user=limits.jobs_per_user,
        cooldown_seconds=limits.cooldown_seconds,
        guild_daily_budget=_to_micro_dollars(limits.dollars_per_guild_per_day),
        guild_monthly_budget=_to_micro_dollars(limits.dollars_per_guild_per_month),
        bot_daily_budget=_to_micro_dollars(limits.dollars_per_day),
        confirm_above=_to_micro_dollars(limits.confirm_above_dollars),
        max_image_price=catalog.max_image_price,
        dearer_models=catalog.dearer_models,
        tiers={name: _build_tier(tier) for name, tier in limits.tiers.items()},
        plans={name: _build_plan(plan) for name, plan in config.plans.items()},
    )


def build_admission_rules(config: Config) -> AdmissionRules:
    """Build the rule for new servers; whether the application is public is known after the login.

    The operator's own server is always admitted.
    """
    discord = config.discord
    own = [] if discord.operator_guild is None else [discord.operator_guild]
    return AdmissionRules(mode=discord.admission, guilds=frozenset([*discord.guilds, *own]))


def _build_tier(tier: TierSettings) -> Tier:
    return Tier(**{**tier.model_dump(), "skus": frozenset(tier.skus)})


def _build_plan(plan: PlanSettings) -> Plan:
    return Plan(
        images_per_user_per_day=plan.images_per_user_per_day,
        jobs_per_user=plan.jobs_per_user,
        cooldown_seconds=plan.cooldown_seconds,
        max_images_per_user_per_day=plan.max_images_per_user_per_day,
        guild_daily_budget=_to_micro_dollars(plan.dollars_per_day),
        guild_monthly_budget=_to_micro_dollars(plan.dollars_per_month),
        pro_until=plan.pro_until,
        models=plan.models,
        tiers=plan.tiers,
        skus=frozenset(plan.skus),
    )


def build_output_options(config: Config) -> OutputOptions:
    """Build the options for the provider's results."""
    runware = config.runware
    return OutputOptions(output_type=runware.output_type, ttl=runware.ttl, safety=runware.safety)


def build_webhooks(config: Config) -> Webhooks | None:
    """Build the provider's webhooks; ``None`` without ``runware.webhook_url``."""
    url, key = config.runware.webhook_url, config.runware.api_key
    return None if url is None or key is None else Webhooks(url, key.get_secret_value())


def build_archive(config: Config, *, on_lost: Callable[[], None]) -> Archive | None:
    """Build the archive; ``None`` without a bucket. ``on_lost`` is called for each picture that is not archived."""
    archive = config.archive
    if archive.bucket is None or archive.access_key_id is None or archive.secret_access_key is None:
        return None
    return Archive(
        archive.bucket,
        endpoint_url=archive.endpoint_url,
        region=archive.region,
        access_key_id=archive.access_key_id.get_secret_value(),
        secret_access_key=archive.secret_access_key.get_secret_value(),
        prefix=archive.prefix,
        on_lost=on_lost,
    )


def _to_micro_dollars(dollars: float | None) -> int | None:
    return None if dollars is None or dollars < 0 else round(dollars * MICRO_DOLLARS_PER_DOLLAR)
