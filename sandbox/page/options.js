/**
 * The field of a command's option, made from nothing but its Discord definition. Each is {element, input, text, write,
 * read, problem, ends, isFree}: `text()` is what stands in it, `problem()` the sentence that says why it cannot be sent,
 * or null, `ends(text)` whether a blank behind `text` ends it, and `isFree` whether any words can stand in it.
 */

import { Combobox } from "./combobox.js";
import { make } from "./dom.js";
import { filesControl } from "./files.js";
import { offeredChannels } from "./interactive.js";
import { OptionType } from "./optiontypes.js";

const ASK_AFTER = 200; // milliseconds of silence before the bot is asked for suggestions
const NUMBERS = [OptionType.INTEGER, OptionType.NUMBER];
const YES_OR_NO = [{ name: "yes", value: true }, { name: "no", value: false }];

const CHOICES = {
  [OptionType.BOOLEAN]: () => YES_OR_NO,
  [OptionType.USER]: ({ store }) => named(store.users, "@"),
  [OptionType.CHANNEL]: ({ store }, option) => named(offeredChannels(store, option), "#"),
  [OptionType.ROLE]: ({ store }) => named(store.guild.roles ?? [], "@"),
  [OptionType.MENTIONABLE]: ({ store }) => named([...store.users, ...(store.guild.roles ?? [])], "@"),
};

/** `scene` has the store, the list of offers, `suggest(name)` for autocomplete, and `taken(name)` for a choice made. */
export function optionField(option, scene) {
  if (option.type === OptionType.ATTACHMENT) return attachment(option);
  if (option.choices?.length) return choice(option, option.choices.map(shown), scene);
  if (option.autocomplete) return suggested(option, scene);
  if (option.type in CHOICES) return choice(option, CHOICES[option.type](scene, option), scene);
  return NUMBERS.includes(option.type) ? number(option) : string(option);
}

function field(option, input, { read, problem, ends = () => false }) {
  const missing = () => (option.required ? `${option.name} is missing.` : null);
  const text = () => input.value.replace(/\s*\n\s*/g, " ");
  const write = (words) => {
    input.value = words;
    input.setSelectionRange(words.length, words.length);
  };
  return {
    element: input, input, text, write, ends,
    read: () => (text() ? read(text()) : undefined), problem: () => (text() ? problem(text()) : missing()),
  };
}

function attributesOf({ name, required }) {
  const described = { "aria-required": required && "true", "aria-describedby": "hint" };
  return { id: `option-${name}`, name, autocomplete: "off", ...described };
}

/** Text that wraps; Enter sends the command, and pasted line ends become blanks. */
function string(option) {
  const { name, min_length: least = 0, max_length: most = 6000 } = option;
  const input = make("textarea", { ...attributesOf(option), rows: 1, enterkeyhint: "send" });
  const problem = ({ length }) => {
    if (length > most) return `${name} has ${length} characters; at most ${most} are allowed.`;
    return length < least ? `${name} needs at least ${least} characters.` : null;
  };
  return { ...field(option, input, { read: (text) => text, problem }), isFree: true };
}

function line(option, attributes = {}) {
  return make("input", { ...attributesOf(option), type: "text", enterkeyhint: "send", ...attributes });
}

function number(option) {
  const whole = option.type === OptionType.INTEGER;
  const input = line(option, { inputmode: whole ? "numeric" : "decimal" });
  const problem = (text) => (isBetween(text, whole, option) ? null : `${option.name} must be ${rangeOf(option, whole)}.`);
  return field(option, input, { read: Number, problem, ends: (text) => text !== "" && !problem(text) });
}

function isBetween(text, whole, { min_value: least = -Infinity, max_value: most = Infinity }) {
  const value = Number(text);
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}

/** `a whole number from 1 to 20`. */
export function rangeOf({ min_value: least, max_value: most }, whole) {
  const from = least !== undefined && `from ${least}`;
  const to = most !== undefined && `${from ? "" : "up "}to ${most}`;
  return [whole ? "a whole number" : "a number", from, to].filter(Boolean).join(" ");
}

/** One of `choices` ({name, value}): typed, or taken from the list. */
function choice(option, choices, scene) {
  const input = line(option);
  const called = (text) => choices.find((one) => calls(text, one));
  const made = field(option, input, {
    read: (text) => called(text)?.value,
    problem: (text) => (called(text) ? null : `${option.name} cannot be “${text}”: choose it from the list.`),
    ends: (text) => Boolean(called(text)) && !choices.some(({ name }) => folded(name).startsWith(`${folded(text)} `)),
  });
  const fits = (typed) => ({ name }) => Boolean(called(typed)) || folded(name).includes(folded(typed));
  new Combobox(input, scene.offers, {
    label: option.name,
    entries: (typed) => choices.filter(fits(typed)).map((one) => ({ title: one.name, value: one })),
    choose: ({ title }) => {
      made.write(title);
      scene.taken(option.name);
    },
    marks: (typed) => typed !== "" && !called(typed),
    exact: (typed) => !typed || Boolean(called(typed)),
  });
  return made;
}

/** A choice by the name that the person reads. */
function shown({ name, label = name, value }) {
  return { name: label, value };
}

function folded(text) {
  return text.trim().toLowerCase();
}

/** Whether a person who types `text` means this choice, by its name or its value, with or without `@` and `#`. */
function calls(text, { name, value }) {
  const bare = (words) => folded(String(words).replace(/^[@#]/, ""));
  return [name, value].map(bare).includes(bare(text));
}

function named(things, sign) {
  return things.map(({ id, name }) => ({ name: sign + name.replace(/^[@#]/, ""), value: id }));
}

/** Text with the bot's suggestions, all of them as it sent them; what was taken by its name is sent by its value. */
function suggested(option, scene) {
  const input = line(option);
  let taken = null;
  const valueOf = (text) => (taken?.name === text ? taken.value : text);
  const made = field(option, input, {
    read: (text) => (NUMBERS.includes(option.type) ? Number(valueOf(text)) : valueOf(text)),
    problem: () => null,
  });
  new Combobox(input, scene.offers, {
    label: `Suggestions for ${option.name}`,
    entries: async (typed) => (await scene.suggest(option.name, typed)).map((one) => ({ title: one.name, value: one })),
    choose: ({ title, value }) => {
      taken = value;
      made.write(title);
      scene.taken(option.name);
    },
    marks: () => false,
    delay: ASK_AFTER,
  });
  return made;
}

function attachment(option) {
  const caption = "Choose, drop or paste a file";
  const files = filesControl(option.name, { ...attributesOf(option), label: `${option.name}: choose a file`, caption });
  return {
    ...files, files: true, text: () => "", write: () => {}, read: async () => (await files.read())?.[0],
    problem: () => {
      const missing = option.required && !files.chosen().length;
      return missing ? `${option.name} is missing: choose a file, or drop it here.` : null;
    },
  };
}
