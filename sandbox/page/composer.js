/** The line below the messages: a message with files, or a command with its options as chips. */

import { Chips, hintOf } from "./chips.js";
import { CommandBox } from "./commandbox.js";
import { slashCommands } from "./commands.js";
import { make, plainButton } from "./dom.js";
import { startKeys } from "./keys.js";
import { readLine } from "./line.js";
import { Offers } from "./offers.js";
import { receiveFiles, Tray } from "./tray.js";

const DRAWING_COMMAND = "imagine"; // offered to somebody who writes words where a command is meant
const ADD_HINT = "Choose an option to add, or press Enter to send.";
const LONGEST_MESSAGE = 2000; // characters
const LONGEST_QUOTE = 40; // characters

export class Composer {
  #command = null;
  #last = null;

  constructor(form, store, actions) {
    Object.assign(this, { form, store, actions });
    const offers = (this.offers = new Offers());
    this.commandBox = new CommandBox(offers, {
      commands: () => this.#commands,
      took: (command, texts) => this.#take(command, texts),
      left: () => this.drop(),
    });
    this.chips = new Chips({ store, offers, suggest: (name) => this.#suggest(name) }, () => this.#say());
    this.tray = new Tray((command) => this.#take(command, {}));
    this.hint = make("p", { id: "hint", class: "hint" });
    this.said = make("p", { class: "said", role: "status" });
    this.line = make("div", { class: "line" }, this.tray.button, this.commandBox.input, this.chips.element,
      make("button", { type: "submit", class: "send", "aria-label": "Send" }, make("span", { "aria-hidden": "true" }, "➤")));
    form.noValidate = true;
    form.append(offers.element, this.said, this.tray.element, this.hint, this.line);
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("input", () => this.#say());
    startKeys(form, this);
    form.addEventListener("focusin", ({ target }) => this.#explain(target));
    this.line.addEventListener("mousedown", (event) => this.#aim(event));
    receiveFiles((files) => this.#receive(files));
    store.on("reset commands place people", () => this.#refresh());
    store.on("reset place", () => this.#say());
    this.drop();
  }

  /** Put the focus where a person goes on. */
  focus() {
    if (this.#command && this.chips.stops.length) this.chips.focus();
    else this.commandBox.input.focus();
  }

  /** Put a command into the line, such as `/imagine a cat count:2`, if it can be used here. */
  pick(line) {
    const read = readLine(line, this.#commands);
    if (read) this.#take(read.command, read.values);
  }

  get hasCommand() {
    return this.#command !== null;
  }

  /** The fields from left to right. */
  get stops() {
    return [this.commandBox.input, ...this.chips.stops];
  }

  get #commands() {
    return slashCommands(this.store.usable());
  }

  /** New definitions redraw the line only if its own command changed: nobody loses half a prompt. */
  #refresh() {
    const commands = this.#commands;
    this.form.hidden = commands.length === 0;
    this.commandBox.placeholder = `Type / for commands, or write in ${this.store.here()?.title ?? "this channel"}`;
    this.tray.offer(commands);
    if (!this.#command) return;
    const again = commands.find(({ path }) => path === this.#command.path);
    if (JSON.stringify(again) === JSON.stringify(this.#command)) return;
    const kept = this.chips.kept();
    if (again) this.#begin(again, (chips) => chips.restore(kept));
    else this.drop();
  }

  #take(command, texts) {
    this.#begin(command, (chips) => chips.write(texts));
    this.#useFiles();
    this.focus();
  }

  #begin(command, fill) {
    this.#command = command;
    this.offers.close();
    this.form.toggleAttribute("data-command", true);
    this.commandBox.show(command);
    this.chips.open(command);
    fill(this.chips);
    this.#say();
  }

  /** Go back to writing a message; what stood in the line can be had again with ArrowUp. */
  drop() {
    if (this.#command) this.#last = this.#kept();
    this.#command = null;
    this.offers.close();
    this.form.toggleAttribute("data-command", false);
    this.commandBox.show(null);
    this.chips.close();
    this.hint.replaceChildren();
    this.#say();
  }

  #kept() {
    return { path: this.#command.path, chips: this.chips.kept() };
  }

  /** Bring back what was sent or left last; false if there is nothing. */
  recall() {
    if (!this.#last) return false;
    this.#restore(this.#last);
    return true;
  }

  #restore({ path, chips }) {
    const command = this.#commands.find((known) => known.path === path);
    if (!command) return;
    this.#begin(command, (line) => line.restore(chips));
    this.focus();
  }

  /** A file that waited goes into the command that was begun, if that takes one. */
  #useFiles() {
    const files = this.tray.files.chosen();
    const chip = files.length ? this.chips.forFile() : null;
    if (!chip) return;
    chip.take(files);
    this.tray.files.clear();
  }

  #receive(files) {
    if (this.form.hidden) return;
    const chip = this.#command ? this.chips.forFile() : null;
    if (chip) chip.take(files);
    else this.tray.files.take(files);
    this.focus();
  }

  async #suggest(focused) {
    const values = await this.chips.values((chip) => !chip.files);
    return this.actions.suggest(this.#command.path, values, focused);
  }

  #say(...words) {
    this.said.toggleAttribute("data-tip", false);
    this.said.replaceChildren(...words);
  }

  /** Say something that is not a complaint. */
  #tip(...words) {
    this.#say(...words);
    this.said.toggleAttribute("data-tip", true);
  }

  #explain(target) {
    const option = this.chips.at(target)?.option;
    const words = target === this.chips.adder ? ADD_HINT : this.#command?.description;
    this.hint.replaceChildren(...(option ? hintOf(option) : [words ?? ""]));
  }

  /** A press beside the fields goes on where the line ends. */
  #aim(event) {
    if (![this.line, this.chips.element].includes(event.target)) return;
    event.preventDefault();
    this.stops.at(-1).focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#command) this.#sendCommand();
    else this.#sendWords();
  }

  async #sendCommand() {
    const wrong = this.chips.problem();
    if (wrong) return this.#complain(wrong);
    const kept = this.#kept();
    const options = await this.chips.values();
    this.drop();
    this.commandBox.input.focus();
    const press = await this.actions.run(kept.path, options);
    if (press.status === "failed" && !press.id && this.#isIdle()) this.#restore(kept); // nobody types it twice
  }

  #complain({ chip, sentence }) {
    chip.input.focus();
    this.#say(sentence);
  }

  #isIdle() {
    return !this.#command && !this.commandBox.text && this.form.contains(document.activeElement);
  }

  async #sendWords() {
    const content = this.commandBox.text;
    const read = content.startsWith("/") ? readLine(content, this.#commands) : null;
    if (read) {
      this.#take(read.command, read.values);
      return this.#sendCommand();
    }
    if (content.startsWith("/")) return this.#say(`There is no command “${content}” here. Type / to see all.`);
    if (content.length > LONGEST_MESSAGE) return this.#say(tooLong(content));
    const files = await this.tray.files.read();
    if (!content && !files) return;
    this.commandBox.show(null);
    this.tray.files.clear();
    await this.actions.say({ content, files });
    if (content && !files) this.#offerDrawing(content);
  }

  #offerDrawing(content) {
    const command = this.#commands.find(({ path }) => path === DRAWING_COMMAND);
    if (this.commandBox.text || this.#command || !command) return;
    const short = content.length > LONGEST_QUOTE ? `${content.slice(0, LONGEST_QUOTE)}…` : content;
    this.#tip(`Posted as a message. ${this.store.bot().name} answers commands: `,
      plainButton(`/${DRAWING_COMMAND} ${short}`, () => this.#take(command, { prompt: content })));
  }
}

function tooLong({ length }) {
  return `A message has at most ${LONGEST_MESSAGE} characters; this one has ${length}.`;
}
