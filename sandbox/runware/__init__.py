"""A strict stand-in for the Runware API: its models, validation, delivery methods, and faults on request."""

from sandbox.runware.models import Model
from sandbox.runware.server import FakeRunware

__all__ = ["FakeRunware", "Model"]
