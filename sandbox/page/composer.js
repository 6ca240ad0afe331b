/** The form below the messages: a command, and fields for whatever options its definition names. */

import { make } from "./dom.js";
import { labelled } from "./controls.js";
import { optionControl } from "./options.js";
import { slashCommands } from "./commands.js";
import { Picker } from "./picker.js";

const FIRST_CHOICE = "imagine";
const NARROW = matchMedia("(max-width: 720px)");

export class Composer {
  #command = null;
  #drawn = "";
  #controls = new Map();

  constructor(form, store, actions) {
    Object.assign(this, { form, store, actions });
    this.picker = new Picker({ picked: (command) => this.#use(command), left: () => this.focus() });
    this.fields = make("div", { class: "fields" });
    this.extras = make("details", { class: "extras", open: !NARROW.matches });
    const send = make("button", { type: "submit", class: "send" }, "Send");
    this.form.append(make("div", { class: "first" }, this.picker.element, this.fields, send), this.extras);
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.form.addEventListener("input", (event) => this.#slash(event));
    store.on("reset commands", () => this.#refresh());
  }

  focus() {
    this.form.querySelector(".fields :is(textarea, input, select)")?.focus();
  }

  /** Put the command with this path into the form, if the bot has it. */
  pick(path) {
    const command = slashCommands(this.store.commands).find((known) => known.path === path);
    if (command) this.#use(command);
  }

  /** New definitions redraw the form only if its own command changed: nobody loses half a prompt. */
  #refresh() {
    const commands = slashCommands(this.store.commands);
    const find = (path) => commands.find((command) => command.path === path);
    this.picker.offer(commands);
    this.form.hidden = commands.length === 0;
    const command = find(this.#command?.path) ?? find(FIRST_CHOICE) ?? commands[0];
    if (command && JSON.stringify(command) !== this.#drawn) this.#use(command);
  }

  #use(command) {
    this.#command = command;
    this.#drawn = JSON.stringify(command);
    this.picker.show(command.path);
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
    const optional = options.filter(({ required }) => !required);
    this.fields.replaceChildren(...options.filter(({ required }) => required).map(field));
    this.extras.replaceChildren(make("summary", {}, "Options"), make("div", { class: "grid" }, optional.map(field)));
    this.extras.hidden = optional.length === 0;
  }

  /** A slash typed into an empty first field asks for another command. */
  #slash({ target }) {
    if (target.value !== "/" || !this.fields.contains(target)) return;
    target.value = "";
    this.picker.input.focus();
    this.picker.open("");
  }

  async #suggest(focused) {
    return this.actions.suggest(this.#command.path, await this.#values(), focused);
  }

  async #values() {
    const values = {};
    for (const [name, control] of this.#controls) {
      const value = await control.read();
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  async #submit(event) {
    event.preventDefault();
    const options = await this.#values();
    this.form.reset();
    this.picker.show(this.#command.path);
    this.focus();
    await this.actions.run(this.#command.path, options);
  }
}
