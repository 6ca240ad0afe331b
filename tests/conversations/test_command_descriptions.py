"""What commands and their options are described with: short, an imperative first, no period."""

from collections.abc import Iterator
from typing import Any

from discord import app_commands

from tests.support.stage import BotStage

QUESTIONS = {"What", "Who", "Whom", "Whose", "Where", "Which", "When", "How", "Whether", "Let"}
NO_VERBS = QUESTIONS | {"A", "An", "The", "Your", "This", "These", "All", "Own", "My"}
LONGEST = 100


def everything(commands: Any) -> Iterator[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    for command in commands:
        if isinstance(command, app_commands.ContextMenu):
            continue
        yield command
        if isinstance(command, app_commands.Group):
            yield from everything(command.commands)


def test_every_command_description_is_a_short_imperative(stage: BotStage) -> None:
    commands = list(everything(stage.app.bot.tree.get_commands()))
    assert {"imagine", "mod", "block"} <= {command.name for command in commands}
    wrong = [
        (command.qualified_name, command.description)
        for command in commands
        if command.description.split()[0] in NO_VERBS
        or command.description.endswith(".")
        or len(command.description) > LONGEST
    ]
    assert wrong == []


def test_every_option_is_described(stage: BotStage) -> None:
    options = [
        (f"{command.qualified_name} {option.name}", str(option.description))
        for command in everything(stage.app.bot.tree.get_commands())
        if isinstance(command, app_commands.Command)
        for option in command.parameters
    ]
    assert len(options) > 30
    wrong = [
        (name, words)
        for name, words in options
        if not words[0].isupper()
        or words.endswith(".")
        or len(words) > LONGEST
        or words.split()[0] in {"Whom", "Whether"}
    ]
    assert wrong == []


def test_choices_are_named_in_words_and_not_as_in_the_code(stage: BotStage) -> None:
    choices = [
        (f"{command.qualified_name} {option.name}", choice.name, str(choice.value))
        for command in everything(stage.app.bot.tree.get_commands())
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        for choice in option.choices
    ]
    assert len(choices) > 30
    wrong = [(option, name) for option, name, value in choices if name.upper() == name != value and name[0].isalpha()]
    assert wrong == []
