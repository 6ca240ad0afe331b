"""A strict stand-in for the Runware API: HTTP, both models, every validation, faults on request."""

from sandbox.runware.models import Model
from sandbox.runware.server import FakeRunware

__all__ = ["FakeRunware", "Model"]
