/** The options of a command as chips in the line: the required ones at once, the others when somebody adds them. */

import { Combobox } from "./combobox.js";
import { make } from "./dom.js";
import { splitNamed } from "./line.js";
import { optionField, rangeOf } from "./options.js";
import { OptionType } from "./optiontypes.js";

export class Chips {
  #chips = new Map(); // by the option's name
  #options = [];

  /** `scene` is what the fields need; `changed()` is called when what stands in the line has changed. */
  constructor(scene, changed) {
    this.scene = { ...scene, taken: (name) => this.focusAfter(name) };
    this.changed = changed;
    this.adder = make("input", { id: "add-option", class: "adder", type: "text", enterkeyhint: "send" });
    this.element = make("div", { class: "chips", oninput: (event) => this.#typed(event) });
    new Combobox(this.adder, scene.offers, {
      label: "Options", entries: (typed) => this.#addable(typed),
      choose: ({ value }) => this.add(value.name).input.focus(),
    });
    this.adder.addEventListener("blur", () => (this.adder.value = ""));
  }

  /** Begin with the options of a command. */
  open({ options }) {
    this.#chips.clear();
    this.#options = options;
    this.element.replaceChildren(this.adder);
    options.filter(({ required }) => required).forEach(({ name }) => this.add(name));
    this.#draw();
  }

  close() {
    this.open({ options: [] });
  }

  /** The chip of this option, added if it was not there. */
  add(name) {
    const option = this.#options.find((one) => one.name === name);
    const known = this.#chips.get(name);
    if (known || !option) return known;
    const chip = { ...optionField(option, this.scene), option };
    chip.box = box(chip, () => this.remove(chip));
    chip.input.addEventListener("change", () => this.changed());
    this.#chips.set(name, chip);
    this.adder.before(chip.box);
    this.#draw();
    return chip;
  }

  remove(chip) {
    const before = this.#before(chip.box);
    chip.box.remove();
    this.#chips.delete(chip.option.name);
    this.#draw();
    before?.focus();
    this.changed();
  }

  /** Write texts into the fields: {option's name: text}. */
  write(texts) {
    for (const [name, text] of Object.entries(texts)) this.add(name)?.write(text);
  }

  get all() {
    return [...this.#chips.values()];
  }

  /** The chip that the element stands in, if any. */
  at(element) {
    return this.all.find(({ box: place }) => place.contains(element));
  }

  /** The fields from left to right, the one that adds an option last. */
  get stops() {
    const fields = this.all.map(({ input }) => input);
    return this.adder.hidden ? fields : [...fields, this.adder];
  }

  /** Where a person goes on: the first field that must be filled in, or else the last one, from which Enter sends. */
  focus() {
    const empty = this.all.find((chip) => chip.option.required && !filled(chip));
    const { stops } = this;
    (empty?.input ?? stops.findLast(({ type }) => type !== "file") ?? stops.at(-1))?.focus();
  }

  focusAfter(name) {
    const { stops } = this;
    const next = stops[stops.indexOf(this.#chips.get(name).input) + 1];
    (next ?? this.#chips.get(name).input).focus();
    this.changed();
  }

  /** A place for a dropped file: a free attachment, or one that holds the file that will be replaced; null if none. */
  forFile() {
    const places = this.#options.filter(({ type }) => type === OptionType.ATTACHMENT);
    const free = places.find(({ name }) => !this.#chips.get(name)?.chosen().length);
    const place = free ?? places.at(-1);
    return place ? this.add(place.name) : null;
  }

  /** What is wrong first: {chip, sentence}; null if the command can be sent. */
  problem() {
    for (const chip of this.all) {
      const sentence = chip.problem();
      chip.input.setAttribute("aria-invalid", String(Boolean(sentence)));
      if (sentence) return { chip, sentence };
    }
    return null;
  }

  /** The values to send, by name. */
  async values(wanted = () => true) {
    const read = async (chip) => [chip.option.name, await chip.read()];
    const entries = await Promise.all(this.all.filter(wanted).map(read));
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  /** What stands in the line, for `restore`. */
  kept() {
    return this.all.map((chip) => ({ name: chip.option.name, text: chip.text(), files: chip.chosen?.() ?? [] }));
  }

  restore(kept) {
    for (const { name, text, files } of kept) {
      const chip = text || files.length ? this.add(name) : null;
      if (files.length) chip?.take?.(files);
      else chip?.write(text);
    }
  }

  /** `count:2` behind the words of another option is an option of its own, as on Discord; what is pasted stays. */
  #typed({ target, inputType }) {
    const chip = this.at(target);
    chip?.input.setAttribute("aria-invalid", "false");
    if (inputType !== "insertFromPaste" && !chip?.files) this.#split(target, chip);
    this.changed();
  }

  #split(field, chip) {
    const { value } = field;
    const split = splitNamed(value, chip?.option.name ?? "", this.#options);
    const begun = !chip?.isFree && this.#begun(value);
    if (begun) {
      chip?.write(value.slice(0, -begun.length - 1).trimEnd());
      this.add(begun).input.focus();
    } else if (split) {
      this.write(split);
      this.#chips.get(Object.keys(split).at(-1)).input.focus();
    } else if (/\s$/.test(value) && chip?.ends(value.trimEnd())) {
      chip.write(value.trimEnd());
      this.focusAfter(chip.option.name);
    }
  }

  /** The option whose name and colon `text` ends with. */
  #begun(text) {
    const [, name] = /(?:^|\s)([^\s:]+):$/.exec(text) ?? [];
    return this.#options.some((option) => option.name === name) ? name : null;
  }

  #addable(typed) {
    const wanted = typed.trim().toLowerCase().replace(/:$/, "");
    const fits = ({ name, label = name }) => name.includes(wanted) || label.toLowerCase().includes(wanted);
    const free = this.#options.filter((option) => !this.#chips.has(option.name) && fits(option));
    return free.map((option) => ({ title: option.label ?? option.name, detail: option.description, value: option }));
  }

  #draw() {
    const left = this.#options.length - this.#chips.size;
    this.adder.hidden = left === 0;
    this.adder.placeholder = `+${left} optional`;
    this.adder.setAttribute("aria-label", `Add an option, ${left} optional`);
  }

  #before(place) {
    const { stops } = this;
    const own = stops.findIndex((stop) => place.contains(stop));
    return stops[own - 1] ?? stops[own + 1];
  }
}

/** One line on what the option is for, and what can stand in it. */
export function hintOf({ name, label = name, description, required, type, min_value: least, max_value: most }) {
  const whole = type === OptionType.INTEGER;
  const limited = least !== undefined || most !== undefined;
  const range = limited ? ` (${rangeOf({ min_value: least, max_value: most }, whole)})` : "";
  return [make("b", {}, label), ` ${description}${range}`, required ? " · required" : ""];
}

function filled(chip) {
  return chip.files ? chip.chosen().length > 0 : chip.text() !== "";
}

function box(chip, remove) {
  const { name, label: words = name, required } = chip.option;
  const [tag, target] = chip.files ? ["span", {}] : ["label", { for: chip.input.id }]; // the chooser has a label of its own
  const label = make(tag, { class: "name", ...target }, words);
  const button = { type: "button", class: "remove", tabindex: -1, "aria-label": `Remove ${words}`, onclick: remove };
  return make("div", { class: "chip", "data-option": name },
    label, chip.element, !required && make("button", button, "×"));
}
