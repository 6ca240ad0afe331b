"""The drivers of jobs and of moderation, on the database of each engine."""

from tests.support.driver_fixtures import job_driver, mod_driver, process_databases

__all__ = ["job_driver", "mod_driver", "process_databases"]
