/** The first field of the line: a message, or `/` and the name of a command, which becomes a token when chosen. */

import { Combobox } from "./combobox.js";
import { offered } from "./commands.js";
import { make } from "./dom.js";
import { readBegunLine, readLine } from "./line.js";

export class CommandBox {
  #token = null;

  /**
   * `commands()` has those that can be used here, `took(command, texts)` is called with the one that was taken and what
   * was typed for its options, and `left()` when what is typed takes the place of the token.
   */
  constructor(offers, { commands, took, left }) {
    Object.assign(this, { commands, took, left });
    this.input = make("input", {
      id: "command", type: "text", enterkeyhint: "send", autocapitalize: "off", "aria-label": "Message or command",
      oninput: () => this.#typed(), onfocus: () => this.#token && this.input.select(),
      onmousedown: (event) => this.#keepSelection(event),
    });
    new Combobox(this.input, offers, {
      label: "Commands", entries: (typed) => this.#entries(typed), choose: ({ value }) => this.took(value, {}),
      exact: (typed) => this.#isWhole(typed),
    });
  }

  get text() {
    return this.#token ? "" : this.input.value.trim();
  }

  /** Show the command that was taken; null for a message. */
  show(command) {
    this.#token = command?.title ?? null;
    this.input.value = this.#token ?? "";
    this.input.size = Math.max(4, this.input.value.length);
    this.input.classList.toggle("token", Boolean(command));
    this.input.setAttribute("aria-label", command ? "Command" : "Message or command");
    if (command && document.activeElement === this.input) this.input.select(); // what is typed next takes its place
  }

  /** Put text there as if it had been typed. */
  write(text) {
    this.show(null);
    this.input.value = text;
  }

  set placeholder(words) {
    this.input.placeholder = words;
  }

  #typed() {
    const { value } = this.input;
    if (this.#token && value !== this.#token) {
      this.left();
      this.write(value);
    }
    const begun = readBegunLine(value, this.commands());
    if (begun) this.took(begun.command, begun.values);
  }

  #entries(typed) {
    if (this.#token === typed) return [];
    return typed.startsWith("/") ? offered(this.commands(), typed) : [];
  }

  /** Whether Enter sends what is typed: the name of a command that asks for nothing. */
  #isWhole(typed) {
    const read = readLine(typed, this.commands());
    return Boolean(read) && !read.command.options.length;
  }

  /** A press on the selected token keeps it selected, so that what is typed replaces it instead of going into it. */
  #keepSelection(event) {
    if (this.#token && document.activeElement === this.input) event.preventDefault();
  }
}
