"""What is said of keys that do not exist: the one that was meant, or the table where it belongs."""

from pathlib import Path

import pytest

from bot.config import load_config
from bot.errors import ConfigError


@pytest.mark.parametrize(
    ("variable", "fault"),
    [
        ("DISCORD__TOKN", "discord.tokn: is not a setting; did you mean “token”?"),
        ("LIMITS__TIERS__VIP__JOBS_PER_USR", "limits.tiers.vip.jobs_per_usr: is not a setting; did you mean “jobs_per"),
        ("PLANS__A__DOLLARS_PER_DYA", "plans.a.dollars_per_dya: is not a setting; did you mean “dollars_per_day”?"),
        ("MODELS__PRO__PRIZE", "models.pro.prize: is not a setting; did you mean “price”?"),
        ("DISCORD__API_KEY", "discord.api_key: is not a setting; it belongs into the table [runware]"),
        ("LIMITS__URL", "limits.url: is not a setting; it belongs into the table [runware] or [database]"),
        ("HTTP__XYZZY", "http.xyzzy: is not a setting"),
    ],
)
def test_unknown_key_is_told_with_what_was_meant(variable: str, fault: str) -> None:
    environ = {f"EASEL_{variable}": "1", "EASEL_LIMITS__TIERS__VIP__IMAGES_PER_USER_PER_DAY": "1"}
    with pytest.raises(ConfigError) as caught:
        load_config(None, environ)
    assert any(line.startswith(fault) for line in caught.value.faults), caught.value.faults


def test_key_outside_any_table_is_told_with_its_table(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('api_key = "x"')
    with pytest.raises(ConfigError, match=r"^api_key: is not a setting; it belongs into the table \[runware\]$"):
        load_config(file, {})
