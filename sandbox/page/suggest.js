/** A text field with the bot's suggestions above it, all of them as the bot sent them: Discord filters nothing. */

import { make } from "./dom.js";

const ASK_AFTER = 200; // milliseconds of silence

/** `ask(typed)` resolves to [{name, value}]; read gives the value of what was picked, or the words as typed. */
export function suggestControl(name, { ask, ...attributes }) {
  const suggestions = new Suggestions(name, ask, attributes);
  const write = (text) => Boolean((suggestions.input.value = text));
  return { element: suggestions.element, read: () => suggestions.read(), write };
}

class Suggestions {
  #shown = [];
  #active = -1;
  #picked = null;
  #timer = 0;
  #asked = 0;

  constructor(name, ask, attributes) {
    this.ask = ask;
    this.list = make("ul", { id: `suggestions-${name}`, class: "suggestions", role: "listbox", hidden: true });
    this.input = make("input", {
      type: "text", name, role: "combobox", "aria-controls": this.list.id, "aria-expanded": "false",
      "aria-autocomplete": "list", autocomplete: "off", ...attributes,
      oninput: () => this.#soon(), onfocus: () => this.#soon(), onclick: () => this.#soon(), onblur: () => this.#close(),
      onkeydown: (event) => this.#key(event),
    });
    this.element = make("span", { class: "suggested" }, this.input, this.list);
  }

  read() {
    const text = this.input.value;
    return this.#picked?.name === text ? this.#picked.value : text || undefined;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fill(), ASK_AFTER);
  }

  /** Only the newest question counts: a slow answer must not replace a later one. */
  async #fill() {
    const asked = ++this.#asked;
    const choices = await this.ask(this.input.value).catch(() => []);
    if (asked !== this.#asked || document.activeElement !== this.input) return;
    this.#shown = choices;
    this.#active = -1;
    this.#draw();
  }

  #draw() {
    this.list.replaceChildren(...this.#shown.map((choice, index) => this.#entry(choice, index)));
    this.list.hidden = this.#shown.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.setAttribute("aria-activedescendant", this.#active < 0 ? "" : `${this.list.id}-${this.#active}`);
    this.list.children[this.#active]?.scrollIntoView({ block: "nearest" });
    this.#place();
  }

  /** Above the field and as wide as there is room, whatever scrolls around it. */
  #place() {
    const { left, top, width } = this.input.getBoundingClientRect();
    const wide = Math.min(Math.max(width, 320), innerWidth - 24);
    this.list.style.width = `${wide}px`;
    this.list.style.left = `${Math.max(12, Math.min(left, innerWidth - wide - 12))}px`;
    this.list.style.bottom = `${innerHeight - top + 6}px`;
  }

  #entry(choice, index) {
    const choose = (event) => {
      event.preventDefault(); // keeps the focus
      this.#choose(choice);
    };
    const attributes = { id: `${this.list.id}-${index}`, role: "option", "aria-selected": String(index === this.#active) };
    return make("li", { ...attributes, onmousedown: choose }, choice.name);
  }

  #choose(choice) {
    this.#picked = choice;
    this.input.value = choice.name;
    this.#close();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#shown = [];
    this.#active = -1;
    this.#draw();
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const open = this.#shown.length > 0;
    if (step && open) this.#move(step);
    else if (event.key === "Enter" && this.#active >= 0) this.#choose(this.#shown[this.#active]);
    else if (event.key === "Escape" && open) this.#close();
    else return;
    event.preventDefault();
  }

  #move(step) {
    const count = this.#shown.length;
    this.#active = this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count;
    this.#draw();
  }
}
