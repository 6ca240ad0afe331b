"""The quotas of a server: set, found, removed and listed, a hundred of each kind at most."""

import pytest
from pydantic import ValidationError

from bot.domain.server_quotas import MAX_QUOTAS_PER_KIND, WHOLE_SERVER, Quota, Quotas, QuotaTarget
from bot.domain.server_rules import ServerRules
from bot.domain.stale_references import find_stale_references, remove_stale_references
from bot.errors import Invalid

ONE = Quota(images=1)
TARGETS = [WHOLE_SERVER, QuotaTarget("roles", 1), QuotaTarget("members", 1), QuotaTarget("channels", 1)]


@pytest.mark.parametrize("target", TARGETS)
def test_quota_is_found_where_it_was_set_and_nowhere_else(target: QuotaTarget) -> None:
    quotas = Quotas().with_target(target, ONE)
    assert [quotas.get(each) for each in TARGETS] == [ONE if each == target else None for each in TARGETS]
    assert quotas.list_all() == [(target, ONE)]
    assert quotas.with_target(target, None) == Quotas()
    assert Quotas().with_target(target, None) == Quotas()


def test_too_many_quotas_of_a_kind_are_refused() -> None:
    quotas = Quotas(members=dict.fromkeys(range(MAX_QUOTAS_PER_KIND), ONE))
    assert quotas.with_target(QuotaTarget("members", 5), Quota(images=2)).members[5].images == 2
    with pytest.raises(Invalid, match="At most 100 members can have quotas"):
        quotas.with_target(QuotaTarget("members", 1000), ONE)


@pytest.mark.parametrize(
    "fields",
    [
        {"images": -2},
        {"images": 10**7},
        {"images": 1, "max_count": 0},
        {"images": 1, "max_count": 21},
        {"images": 1, "cooldown": -1},
    ],
)
def test_quota_out_of_range_is_invalid(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Quota.model_validate(fields)


def test_quotas_of_deleted_roles_and_channels_are_stale() -> None:
    kept = Quotas(everyone=ONE, roles={1: ONE}, members={9: ONE}, channels={2: ONE})
    rules = ServerRules(quotas=kept.with_quota("roles", 8, ONE).with_quota("channels", 7, ONE))
    stale = find_stale_references(rules, channels={2}, roles={1}, tiers=set())
    assert ({*stale.roles}, {*stale.channels}) == ({8}, {7})
    assert remove_stale_references(rules, stale).quotas == kept
