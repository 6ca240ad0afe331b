"""A gate at the database of each engine."""

import pytest

from bot.domain.quota import Limits
from bot.policy.gate import PolicyGate
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.driver_fixtures import job_driver
from tests.support.policy_fakes import CATALOG

__all__ = ["gate", "job_driver"]


@pytest.fixture
def gate(database: Database, clock: ManualClock) -> PolicyGate:
    """A gate with the usual limits."""
    return PolicyGate(database, CATALOG, Limits(), clock)
