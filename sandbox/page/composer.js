/** The form below the messages: a command, and fields for whatever options its definition names. */

import { make } from "./dom.js";
import { labelled } from "./controls.js";
import { optionControl } from "./options.js";
import { slashCommands, WRITE } from "./commands.js";
import { readLine } from "./line.js";
import { Picker } from "./picker.js";

const FIRST_CHOICE = "imagine";
const NARROW = matchMedia("(max-width: 720px)");

export class Composer {
  #command = null;
  #drawn = "";
  #controls = new Map();

  constructor(form, store, actions) {
    Object.assign(this, { form, store, actions });
    this.picker = new Picker({
      picked: (command) => this.#use(command), left: () => this.focus(), send: () => this.form.requestSubmit(),
      typed: (line) => this.#line(line),
    });
    this.fields = make("div", { class: "fields" });
    this.extras = make("details", { class: "extras", open: !NARROW.matches });
    const send = make("button", { type: "submit", class: "send" }, "Send");
    this.said = make("p", { class: "said", role: "status" });
    this.form.append(make("div", { class: "first" }, this.picker.element, this.fields, send), this.said, this.extras);
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.form.addEventListener("input", (event) => this.#slash(event));
    document.addEventListener("paste", (event) => this.#receive(event, event.clipboardData));
    document.addEventListener("drop", (event) => this.#receive(event, event.dataTransfer));
    document.addEventListener("dragover", (event) => event.preventDefault());
    store.on("reset commands place people", () => this.#refresh());
  }

  /** Put the focus where a person goes on: into the first field, or where they choose a command if it has none. */
  focus() {
    (this.form.querySelector(".fields :is(textarea, input, select)") ?? this.picker.input).focus();
  }

  /** Put the command with this path into the form, if the bot has it. */
  pick(path) {
    const command = slashCommands(this.store.usable()).find((known) => known.path === path);
    if (command) this.#use(command);
  }

  /** New definitions redraw the form only if its own command changed: nobody loses half a prompt. */
  #refresh() {
    const commands = slashCommands(this.store.usable());
    const find = (path) => commands.find((command) => command.path === path);
    this.picker.offer([...commands, WRITE]);
    this.form.hidden = commands.length === 0;
    const usual = find(FIRST_CHOICE) ?? commands[0];
    const command = this.#command === WRITE ? WRITE : find(this.#command?.path) ?? usual;
    if (command && JSON.stringify(command) !== this.#drawn) this.#use(command);
  }

  #use(command) {
    this.#command = command;
    this.#drawn = JSON.stringify(command);
    this.picker.show(command);
    this.#draw();
    this.focus();
  }

  #draw() {
    const { options } = this.#command;
    const scene = { store: this.store, suggest: (focused) => this.#suggest(focused) };
    this.#controls = new Map(options.map((option) => [option.name, optionControl(option, scene)]));
    const field = (option) => labelled(this.#controls.get(option.name), option.name.replaceAll("_", " "), {
      hint: option.description,
      required: option.required,
    });
    const ahead = ({ required, first }) => required || first;
    const optional = options.filter((option) => !ahead(option));
    const words = this.#command === WRITE ? "Files" : "Options";
    this.fields.replaceChildren(...options.filter(ahead).map(field));
    this.extras.replaceChildren(make("summary", {}, words), make("div", { class: "grid" }, optional.map(field)));
    this.extras.hidden = optional.length === 0;
  }

  /** What begins like a command in the first field is one, as in Discord; anything else stays there. */
  #slash({ target }) {
    this.said.textContent = "";
    const line = target.value;
    if (!this.fields.contains(target) || !line.startsWith("/") || !this.picker.knows(line)) return;
    target.value = "";
    this.picker.take(line, (typed) => {
      target.value = typed;
      target.focus();
    });
  }

  /** Fill in and send a line such as `/imagine a cat count:2`; false if it is only the name of a command with options. */
  #line(line) {
    const read = readLine(line, slashCommands(this.store.usable()));
    if (!read) return this.#missing(line);
    const texts = Object.entries(read.values);
    if (!texts.length && read.command.options.length) return false;
    this.#use(read.command);
    const [wrong] = texts.filter(([name, text]) => !this.#controls.get(name).write?.(text));
    if (wrong) this.#complain(...wrong);
    else this.#send();
    return true;
  }

  #missing(line) {
    if (this.picker.knows(line)) return false;
    this.said.textContent = `There is no command “${line}” here.`;
    return false;
  }

  #complain(name, text) {
    this.extras.open = true;
    this.said.textContent = `${name} cannot be “${text}”: choose it here.`;
    this.#controls.get(name).element.focus();
  }

  #send() {
    if (!this.form.checkValidity()) this.extras.open = true; // what is wrong can only be shown where it is seen
    this.form.requestSubmit();
  }

  async #suggest(focused) {
    return this.actions.suggest(this.#command.path, await this.#values((control) => !control.clear), focused);
  }

  /** Files that are pasted or dropped go where the form takes files, or else into a message. */
  #receive(event, { files }) {
    if (!files?.length || document.querySelector("dialog[open]") || this.form.hidden) return;
    event.preventDefault();
    if (!this.form.querySelector("[type=file]")) this.#use(WRITE);
    this.extras.open = true;
    const input = this.form.querySelector("[type=file]");
    const taken = new DataTransfer();
    [...files].slice(0, input.multiple ? files.length : 1).forEach((file) => taken.items.add(file));
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async #values(wanted = () => true) {
    const values = {};
    for (const [name, control] of this.#controls) {
      if (!wanted(control)) continue;
      const value = await control.read();
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  async #submit(event) {
    event.preventDefault();
    const options = await this.#values();
    const command = this.#command;
    this.form.reset();
    this.#controls.forEach((control) => control.clear?.());
    this.picker.show(command);
    this.focus();
    await (command === WRITE ? this.actions.say(options) : this.actions.run(command.path, options));
  }
}
