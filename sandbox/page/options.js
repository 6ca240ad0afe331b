/** A control for each kind of command option, made from nothing but its Discord definition. */

import { make } from "./dom.js";
import { choiceControl, filesControl, lineControl, numberControl, textControl } from "./controls.js";

const SUGGEST_AFTER = 200; // milliseconds of silence before the bot is asked

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
  [OptionType.CHANNEL]: (option, scene) => choice(option, named(scene.store.channels, "#")),
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
  return option.required
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
  const { element, read } = filesControl(option.name, { required: option.required });
  return { element, read: async () => (await read())?.[0] };
}

function named(things, sign) {
  return things.map(({ id, name }) => ({ name: sign + name.replace(/^@/, ""), value: id }));
}

/** Text with suggestions of the bot while typing; what was picked by name is sent by value. */
function suggested(option, scene) {
  const list = make("datalist", { id: `suggestions-${option.name}` });
  const input = make("input", { type: "text", name: option.name, list: list.id, required: option.required });
  const values = new Map();
  let timer = 0;
  const ask = async () => {
    const choices = await scene.suggest(option.name, input.value).catch(() => []);
    choices.forEach(({ name, value }) => values.set(name, value));
    list.replaceChildren(...choices.map(({ name }) => make("option", { value: name })));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, SUGGEST_AFTER);
  };
  input.addEventListener("input", soon);
  input.addEventListener("focus", soon, { once: true });
  const read = () => (input.value === "" ? undefined : values.get(input.value) ?? typed(option, input.value));
  return { element: make("span", { class: "suggested" }, input, list), read };
}

function typed(option, text) {
  return option.type === OptionType.STRING ? text : Number(text);
}
