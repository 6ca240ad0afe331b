/** Files that wait to be sent: chosen with the plus, dropped anywhere on the page, or pasted; and what uses them. */

import { make, plainButton } from "./dom.js";
import { filesControl } from "./files.js";
import { OptionType } from "./optiontypes.js";

export class Tray {
  /** `use(command)` begins a command that takes a file. */
  constructor(use) {
    this.use = use;
    const caption = make("span", { class: "plus", title: "Attach files" }, "+");
    this.files = filesControl("files", { multiple: true, label: "Attach files", caption });
    this.button = this.files.element.querySelector("label");
    this.ways = make("p", { class: "ways" });
    const previews = this.files.element.querySelector(".previews");
    this.element = make("div", { class: "tray", hidden: true }, previews, this.ways);
    this.files.input.addEventListener("change", () => (this.element.hidden = !this.files.chosen().length));
  }

  /** Offer the commands that a file can be used with. */
  offer(commands) {
    const taking = commands.filter(({ options }) => options.some(({ type }) => type === OptionType.ATTACHMENT));
    const buttons = taking.map((command) => plainButton(command.title, () => this.use(command)));
    this.ways.replaceChildren(...(buttons.length ? ["Use it with ", ...buttons.flatMap((button) => [button, " "])] : []));
  }
}

/** Call `take(files)` with whatever is dropped or pasted on the page while no dialog is open. */
export function receiveFiles(take) {
  const receive = (event, data) => {
    if (!data?.files.length || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    take([...data.files]);
  };
  const mark = (on) => document.body.toggleAttribute("data-dropping", on);
  document.addEventListener("paste", (event) => receive(event, event.clipboardData));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(event.dataTransfer?.types.includes("Files"));
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || mark(false));
  document.addEventListener("drop", (event) => {
    mark(false);
    event.preventDefault(); // the browser would leave the page and show the file
    receive(event, event.dataTransfer);
  });
}
