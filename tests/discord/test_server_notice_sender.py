"""The nonces of messages about servers, by which Discord recognises a repetition."""

import pytest

from bot.discord.server_notice_sender import QUESTION_NONCE, SETUP_NONCE, WAITING_NONCE

DISCORD_MAX_NONCE_LENGTH = 25
LONGEST_ID = 2**63 - 1


@pytest.mark.parametrize("beginning", [QUESTION_NONCE, SETUP_NONCE, WAITING_NONCE])
def test_nonce_is_not_longer_than_discord_accepts(beginning: str) -> None:
    assert len(f"{beginning}{LONGEST_ID}") <= DISCORD_MAX_NONCE_LENGTH
