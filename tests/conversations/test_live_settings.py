"""Settings that change while the bot runs reach every part that uses them."""

import pytest

from bot.config.settings import LimitSettings, PlanSettings
from bot.domain.catalog import DEFAULT_MODELS
from bot.errors import ConfigError
from tests.support.stage import BotStage


@pytest.fixture(autouse=True)
def _log_of_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of the test stays as it is."""
    monkeypatch.setattr("bot.live_settings.apply_log_settings", lambda *_, **__: None)


async def test_every_part_uses_the_new_limits_and_styles(stage: BotStage) -> None:
    live, services = stage.app.live_settings, stage.app.services
    changes = {"limits": LimitSettings(cooldown_seconds=77), "styles": {"noir": "grey"}}
    live.apply(live.in_force.model_copy(update=changes))
    used = (
        services.limits_in_force.configured,
        services.gate.limits,
        services.purchases.limits,
        services.requests.budget_alerts.configured,
        services.requests.limits_in_force.configured,
    )
    assert {limits.cooldown_seconds for limits in used} == {77}
    assert list(services.requests.styles.available_in(None)) == ["noir"]
    assert live.in_force.limits.cooldown_seconds == 77


async def test_plan_with_a_model_that_needs_a_restart_changes_nothing(stage: BotStage) -> None:
    live = stage.app.live_settings
    before = live.in_force
    models = {**DEFAULT_MODELS, "later": next(iter(DEFAULT_MODELS.values()))}
    plans = {"default": PlanSettings(models=("later",))}
    wanted = before.model_copy(update={"models": models, "plans": plans, "limits": LimitSettings(jobs_per_user=9)})
    with pytest.raises(ConfigError, match="“later”"):
        live.apply(wanted)
    assert live.in_force is before
    assert stage.app.services.limits_in_force.configured.jobs_per_user != 9
    assert live.list_restart_keys(wanted) == ["models.later"]
