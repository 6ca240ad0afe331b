/** The messages of the open channel: new ones below, edits in place, and never a jump while somebody reads. */

import { make, plainButton, waiting } from "./dom.js";
import { returning } from "./focus.js";
import { messageElement } from "./message.js";
import { emptyStart } from "./start.js";

const NEAR_THE_END = 80; // pixels

export class Timeline {
  #atEnd = true;
  #top = 0;

  constructor({ scroller, list, notes }, store, actions) {
    Object.assign(this, { scroller, list, notes, store, actions });
    store.on("reset place commands", () => this.#drawAll());
    store.on("message", (id) => this.#draw(id));
    store.on("gone", (id) => this.#find(id)?.remove());
    store.on("press", (press) => this.#drawPress(press));
    store.on("sent", () => this.#toEnd());
    scroller.addEventListener("scroll", () => this.#scrolled());
    scroller.addEventListener("focusout", ({ target, relatedTarget }) => closeMenu(target, relatedTarget));
    scroller.addEventListener("click", ({ target }) => target.matches("[role=menuitem]") && leaveMenu(target));
    scroller.addEventListener("keydown", (event) => moveInMenu(event));
    const resized = new ResizeObserver(() => this.#stay());
    [list, notes, scroller].forEach((part) => resized.observe(part));
  }

  #drawAll() {
    this.list.setAttribute("aria-busy", "true");
    const messages = this.store.visible();
    this.list.replaceChildren(...messages.map((message) => messageElement(message, this.store, this.actions)));
    if (!messages.length) this.list.append(emptyStart(this.store));
    this.#drawNotes();
    this.#toEnd();
    this.list.removeAttribute("aria-busy");
  }

  #draw(id) {
    const message = this.store.messages.get(id);
    if (!message || !this.store.shows(message)) return;
    const old = this.#find(id);
    const fresh = messageElement(message, this.store, this.actions);
    this.list.querySelector(".start, .welcome")?.remove();
    if (old) swap(old, fresh);
    else this.list.append(fresh);
  }

  #drawPress(press) {
    if (press.message) this.#draw(press.message);
    this.#drawNotes();
  }

  /** What was sent and is not answered yet, or never was: at the end, where the answer would be. */
  #drawNotes() {
    const here = this.actions.presses.filter(({ label, channel }) => label && channel === this.store.channel);
    this.notes.replaceChildren(...here.map((press) => this.#note(press)));
    this.#stay();
  }

  #note(press) {
    if (press.status === "pending") return waiting(`Sending ${press.label}…`);
    const dismiss = plainButton("Dismiss", () => this.actions.drop(press));
    return make("p", { class: "failed" }, `${press.label}: ${press.reason} · `, dismiss);
  }

  #find(id) {
    return this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Only a person scrolls up: what grows below, such as pictures that arrive, leaves the place where it is. */
  #scrolled() {
    const { scrollTop } = this.scroller;
    if (distanceToEnd(this.scroller) < NEAR_THE_END) this.#atEnd = true;
    else if (scrollTop < this.#top) this.#atEnd = false;
    this.#top = scrollTop;
  }

  #toEnd() {
    this.#atEnd = true;
    this.#stay();
  }

  #stay() {
    if (this.#atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

/** Replace a message and give the focus back to the same control, so that an edit interrupts nobody. */
function swap(old, fresh) {
  const back = old.contains(document.activeElement) ? returning() : null;
  if (old.querySelector("details.menu")?.open) fresh.querySelector("details.menu")?.setAttribute("open", "");
  old.replaceWith(fresh);
  back?.(fresh);
}

/** Close the menu that `left` stands in, unless the focus only moves on inside it. */
function closeMenu(left, entered = null) {
  const menu = left.closest("details.menu");
  if (menu && !menu.contains(entered)) menu.removeAttribute("open");
}

function leaveMenu(left) {
  closeMenu(left);
  left.closest("details.menu")?.querySelector("summary").focus({ preventScroll: true });
}

/** The keys of a menu: arrows go round, Home and End to its ends, Escape back to what opened it. */
function moveInMenu(event) {
  const menu = event.target.closest("details.menu");
  if (!menu) return;
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape") leaveMenu(event.target);
  else if (to !== undefined) {
    menu.open = true;
    items.at(to % items.length).focus();
  } else return;
  event.preventDefault();
}

function distanceToEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight;
}
