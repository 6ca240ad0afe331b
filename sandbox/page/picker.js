/** A combobox over what can be sent: type, arrow to one, Enter takes it, Escape leaves everything as it was. */

import { make } from "./dom.js";
import { matching } from "./commands.js";

export class Picker {
  #commands = [];
  #shown = [];
  #active = 0;

  #moved = false;
  #giveBack = null;

  /**
   * `picked(command)` is called with each choice, `left()` when the person goes back without one, `send()` on Enter
   * where nothing is to be chosen, and `typed(line)` with a whole line: it says whether that was a command to send.
   */
  constructor({ picked, left, send, typed }) {
    Object.assign(this, { picked, left, send, typed });
    this.list = make("ul", { id: "command-list", role: "listbox", "aria-label": "Commands", hidden: true });
    this.input = make("input", {
      id: "command", type: "text", role: "combobox", "aria-label": "Command", "aria-controls": this.list.id,
      "aria-expanded": "false", "aria-autocomplete": "list", spellcheck: "false", size: 10,
      onfocus: () => this.input.select(),
      onmousedown: (event) => this.#keepSelection(event),
      onclick: () => this.#offerAll(),
      oninput: () => this.#type(),
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
    if (document.activeElement === this.input) this.input.select(); // what is typed next replaces it
  }

  /** Go on with a line that was begun in another field; what no command begins with is given back to that. */
  take(line, giveBack) {
    this.input.focus();
    this.input.value = line;
    this.open(line);
    this.#giveBack = giveBack;
  }

  /** Whether a command begins like this, or the line begins with a command. */
  knows(line) {
    return matching(this.#commands, line).length > 0;
  }

  #offerAll() {
    this.input.select();
    this.open("");
  }

  /** Browsers put the caret where a selected text was pressed, and only after the click: what is typed would go there. */
  #keepSelection(event) {
    if (document.activeElement === this.input) event.preventDefault();
  }

  #type() {
    const { value } = this.input;
    this.open(value);
    if (!this.#shown.length) this.#giveBack?.(value);
  }

  /** Let the person choose, from everything that matches `typed`. */
  open(typed) {
    this.#moved = false;
    this.#shown = matching(this.#commands, typed);
    this.#active = Math.max(0, this.#shown.findIndex(({ path }) => path === this.path && !typed));
    this.#draw();
  }

  close() {
    this.#giveBack = null;
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
    else if (event.key === "Enter" && !event.isComposing) this.#enter();
    else if (event.key === "Escape") this.#leave();
    else return;
    event.preventDefault();
  }

  /** A whole line is sent, what is marked in the list is chosen; where nothing was typed, the form is sent. */
  #enter() {
    const line = this.input.value;
    if (line === this.title && !this.#shown.length) this.send();
    else if (!this.#moved && line !== this.title && this.typed(line)) this.close();
    else if (this.#shown.length) this.#choose(this.#shown[this.#active]);
  }

  #move(step) {
    if (!this.#shown.length) return this.open("");
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#moved = true;
    this.#draw();
  }

  #leave() {
    this.close();
    this.left();
  }
}
