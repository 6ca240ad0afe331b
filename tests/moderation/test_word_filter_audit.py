"""The audit entries about the word filter need no cog, and an entry that cannot be written is logged."""

import asyncio
from typing import Any, cast

import pytest

from bot.errors import StorageUnavailable
from bot.moderation.audit_log import AuditLog
from bot.moderation.word_filter_audit import MAX_PROMPT_LENGTH, WordFilterAudit
from bot.policy.gate import BlockedPrompt
from bot.policy.guild_word_filters import compile_filter
from bot.wordfilter.word_list import WordListEntries


class FakeAuditLog:
    def __init__(self, error: Exception | None = None) -> None:
        self.entries: list[tuple[Any, ...]] = []
        self.error = error

    async def add_entry(
        self, guild_id: int, actor_id: int | None, action: str, detail: str, *, user_id: int | None = None
    ) -> None:
        if self.error is not None:
            raise self.error
        self.entries.append((guild_id, actor_id, action, detail, user_id))


def make_blocked_prompt(text: str) -> BlockedPrompt:
    match = compile_filter(WordListEntries(("knife",))).find_first(text)
    assert match is not None
    return BlockedPrompt(7, 1, text, match)


async def run_pending_tasks() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def test_blocked_prompts_and_unreadable_rules_are_recorded() -> None:
    audit_log = FakeAuditLog()
    audit = WordFilterAudit(cast("AuditLog", audit_log))
    blocked = make_blocked_prompt("a knife " + "x" * 2 * MAX_PROMPT_LENGTH)
    audit.record_blocked_prompt(blocked)
    audit.record_automod_unreadable(8)
    await run_pending_tasks()
    (refused, unreadable) = audit_log.entries
    assert (*refused[:2], str(refused[2]), refused[4]) == (7, None, "Words refused", 1)
    detail = str(refused[3])
    assert detail.startswith(f"{blocked.match.sentence(blocked.text)} It was in: a knife")
    assert len(detail) < 2 * MAX_PROMPT_LENGTH
    assert (*unreadable[:2], str(unreadable[2]), unreadable[4]) == (8, None, "AutoMod’s rules cannot be read", None)


async def test_audit_entry_that_cannot_be_written_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    audit = WordFilterAudit(cast("AuditLog", FakeAuditLog(StorageUnavailable("the disk is full"))))
    audit.record_blocked_prompt(make_blocked_prompt("a knife"))
    await run_pending_tasks()
    assert [record.__dict__["event"] for record in caplog.records] == ["audit_write_failed"]
