/** A combobox over what can be sent: type, arrow to one, Enter takes it, Escape leaves everything as it was. */

import { make } from "./dom.js";
import { matching } from "./commands.js";

export class Picker {
  #commands = [];
  #shown = [];
  #active = 0;

  /** `picked(command)` is called with each choice, `left()` when the person goes back without one. */
  constructor({ picked, left }) {
    Object.assign(this, { picked, left });
    this.list = make("ul", { id: "command-list", role: "listbox", "aria-label": "Commands", hidden: true });
    this.input = make("input", {
      id: "command", type: "text", role: "combobox", "aria-label": "Command", "aria-controls": this.list.id,
      "aria-expanded": "false", "aria-autocomplete": "list", spellcheck: "false", size: 10,
      onfocus: () => this.input.select(),
      onclick: () => this.open(""),
      oninput: () => this.open(this.input.value),
      onkeydown: (event) => this.#key(event),
      onblur: () => this.close(),
    });
    this.element = make("div", { class: "picker" }, this.input, this.list);
  }

  offer(commands) {
    this.#commands = commands;
  }

  show({ path, title }) {
    this.input.value = title;
    this.input.size = Math.max(6, title.length);
    this.path = path;
    this.title = title;
  }

  /** Let the person choose, from everything that matches `typed`. */
  open(typed) {
    this.#shown = matching(this.#commands, typed);
    this.#active = Math.max(0, this.#shown.findIndex(({ path }) => path === this.path && !typed));
    this.#draw();
  }

  close() {
    this.#shown = [];
    this.#draw();
    if (this.path) this.input.value = this.title;
  }

  #draw() {
    this.list.replaceChildren(...this.#shown.map((command, index) => this.#entry(command, index)));
    this.list.hidden = this.#shown.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.setAttribute("aria-activedescendant", this.list.hidden ? "" : `command-${this.#active}`);
    this.list.children[this.#active]?.scrollIntoView({ block: "nearest" });
  }

  #entry(command, index) {
    const choose = (event) => {
      event.preventDefault(); // keeps the focus, whose loss would close the list before the click arrives
      this.#choose(command);
    };
    const id = `command-${index}`;
    const selected = String(index === this.#active);
    return make("li", { id, role: "option", "aria-selected": selected, onmousedown: choose },
      make("b", {}, command.title), make("span", {}, command.description));
  }

  #choose(command) {
    this.show(command);
    this.close();
    this.picked(command);
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#move(step);
    else if (event.key === "Enter" && this.#shown.length) this.#choose(this.#shown[this.#active]);
    else if (event.key === "Escape") this.#leave();
    else if (event.key !== "Enter") return;
    event.preventDefault();
  }

  #move(step) {
    if (!this.#shown.length) return this.open("");
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#draw();
  }

  #leave() {
    this.close();
    this.left();
  }
}
