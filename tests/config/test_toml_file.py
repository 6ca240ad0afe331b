"""What is wrong with a file that is no TOML, in one line that says how to mend it and shows no value."""

from pathlib import Path

import pytest

from bot.config.toml_file import read_toml
from bot.errors import ConfigError

SECRET = "hushhush"


def fault(tmp_path: Path, text: str) -> str:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_toml(file, required=False)
    (line,) = caught.value.faults
    assert line.startswith(f"{file}: ")
    assert SECRET not in line
    assert line.isprintable()
    return line


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"token = {SECRET}", 'put texts in quotation marks, as in key = "text"'),
        (f"[discord]\n  token={SECRET} # mine", 'put texts in quotation marks, as in key = "text"'),
        (f'token: "{SECRET}"', "write = between a key and its value"),
        (f"token = “{SECRET}”", "use straight quotation marks, \" or '"),
        (f'token = "{SECRET}', "a quotation mark is missing at the end of the text"),
        (f'token = "{SECRET}\napi_url = "x"', "a quotation mark is missing at the end of the text"),
        (f'path = "C:\\{SECRET}"', "in single quotation marks, as in key = 'C:\\text'"),
        (f'[discord\ntoken = "{SECRET}"', "a ] is missing"),
        ("dollars_per_day = $5", "write the number alone, without $"),
        ("dollars_per_day = 5,5", "write numbers with a point, as in 2.5"),
        ("jobs_per_user =", "the value is missing"),
        ("jobs_per_user = # two\n", "the value is missing"),
        ("direct_messages = True", "write true and false in small letters"),
        (f'a = "{SECRET}" b = "x"', "write each key on a line of its own"),
        (SECRET, "a line is [table], or key = value"),
        (f'token = "{SECRET}"\ntoken = "b"', "the key or table is there twice"),
        ("[discord]\n[discord]", "the key or table is there twice"),
        (f'a = "{SECRET}"\n[a]', "the key or table is there twice"),
        (f"{SECRET}\0 = 1", ""),
    ],
)
def test_fault_says_how_to_mend_the_line(tmp_path: Path, text: str, hint: str) -> None:
    line = fault(tmp_path, text)
    assert "is not valid TOML" in line
    assert line.endswith(hint)


def test_missing_file_is_empty_unless_it_is_required(tmp_path: Path) -> None:
    assert read_toml(tmp_path / "config.toml", required=False) == {}
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_toml(tmp_path / "config.toml", required=True)


def test_named_file_may_be_a_device_or_pipe() -> None:
    assert read_toml(Path("/dev/null"), required=True) == {}
