/** A control for each kind of command option, made from nothing but its Discord definition. */

import { choiceControl, lineControl, numberControl, textControl } from "./controls.js";
import { filesControl } from "./files.js";
import { offeredChannels } from "./interactive.js";
import { suggestControl } from "./suggest.js";

export const OptionType = {
  SUBCOMMAND: 1, GROUP: 2, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10,
  ATTACHMENT: 11,
};

const BUILD = {
  [OptionType.STRING]: string,
  [OptionType.INTEGER]: (option) => number(option, true),
  [OptionType.NUMBER]: (option) => number(option, false),
  [OptionType.BOOLEAN]: (option) => choice(option, [{ name: "yes", value: true }, { name: "no", value: false }]),
  [OptionType.USER]: (option, scene) => choice(option, named(scene.store.users, "@")),
  [OptionType.CHANNEL]: (option, scene) => choice(option, named(offeredChannels(scene.store, option), "#")),
  [OptionType.ROLE]: (option, scene) => choice(option, named(scene.store.guild.roles ?? [], "@")),
  [OptionType.MENTIONABLE]: (option, scene) =>
    choice(option, named([...scene.store.users, ...(scene.store.guild.roles ?? [])], "@")),
  [OptionType.ATTACHMENT]: attachment,
};

/** The control of one option. `scene` has the store, and `suggest(focused, typed)` for autocomplete. */
export function optionControl(option, scene) {
  if (option.choices?.length) return choice(option, option.choices);
  if (option.autocomplete) return suggested(option, scene);
  return (BUILD[option.type] ?? string)(option, scene);
}

function string(option) {
  const attributes = { required: option.required, minlength: option.min_length, maxlength: option.max_length };
  return option.required || option.first
    ? lineControl(option.name, { placeholder: option.description, ...attributes })
    : textControl(option.name, attributes);
}

function number(option, whole) {
  const { min_value: min, max_value: max } = option;
  const range = min !== undefined && max !== undefined ? `${min}–${max}` : null;
  return numberControl(option.name, { whole, min, max, placeholder: range, required: option.required });
}

function choice(option, choices) {
  return choiceControl(option.name, choices, { required: option.required });
}

function attachment(option) {
  const control = filesControl(option.name, { required: option.required, multiple: option.several });
  return option.several ? control : { ...control, read: async () => (await control.read())?.[0] };
}

function named(things, sign) {
  return things.map(({ id, name }) => ({ name: sign + name.replace(/^@/, ""), value: id }));
}

/** Text with suggestions of the bot while typing; what was picked by name is sent by value. */
function suggested(option, scene) {
  const { element, read, write } = suggestControl(option.name, {
    ask: (text) => scene.suggest(option.name, text), required: option.required, placeholder: option.description,
  });
  return { element, read: () => typed(option, read()), write };
}

function typed(option, value) {
  return typeof value === "string" && option.type !== OptionType.STRING ? Number(value) : value;
}
