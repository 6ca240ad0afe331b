/** A text field with the list of offers: type to filter, arrows to move, Enter or Tab to take, Escape to close. */

const AT_ONCE = 0;
const ROLE = {
  role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
};

export class Combobox {
  #moved = false;
  #asked = 0;
  #timer = 0;

  /**
   * `entries(typed)` gives the offers or a promise of them, after `delay` milliseconds of silence; `choose(entry)`
   * takes one. `marks(typed)` says whether the first one is marked at once, and `exact(typed)` whether Enter need choose
   * nothing because what was typed is complete.
   */
  constructor(input, offers, { label, entries, choose, marks = Boolean, exact = () => false, delay = AT_ONCE }) {
    Object.assign(this, { input, offers, label, entries, choose, marks, exact, delay });
    Object.entries({ ...ROLE, "aria-controls": offers.element.id }).forEach(([name, value]) => input.setAttribute(name, value));
    input.addEventListener("input", () => this.open());
    input.addEventListener("focus", () => this.open());
    input.addEventListener("click", () => this.isOpen || this.open());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.#key(event));
  }

  get isOpen() {
    return this.offers.isOpenFor(this.input);
  }

  open() {
    clearTimeout(this.#timer);
    if (this.delay) this.#timer = setTimeout(() => this.#fill(), this.delay);
    else this.#fill();
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.offers.close(this.input);
  }

  /** Only the newest question counts: a slow answer must not replace a later one. */
  async #fill() {
    const asked = ++this.#asked;
    const typed = this.input.value;
    const found = this.entries(typed);
    const entries = found instanceof Promise ? await found.catch(() => []) : found;
    if (asked !== this.#asked || document.activeElement !== this.input) return;
    this.#moved = false;
    const active = entries.length && this.marks(typed) ? 0 : -1;
    this.offers.show(this.input, { label: this.label, entries, active, choose: (entry) => this.#take(entry) });
  }

  #take(entry) {
    this.close();
    this.choose(entry);
  }

  #key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.defaultPrevented && this.#canMove(step)) this.#move(step);
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && this.#chooses()) this.#take(this.offers.marked);
    else if (event.key === "Escape" && this.isOpen) this.close();
    else return;
    event.preventDefault();
  }

  /** ArrowUp opens nothing: in an empty line it brings the last command back. */
  #canMove(step) {
    return this.isOpen || (step > 0 && this.entries.length > 0);
  }

  #move(step) {
    if (!this.isOpen) return this.open();
    this.#moved = true;
    this.offers.move(step);
  }

  #chooses() {
    return this.isOpen && this.offers.marked && (this.#moved || !this.exact(this.input.value));
  }
}
