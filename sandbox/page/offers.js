/** The list above the composer: what can be chosen for the field that has the focus. */

import { make } from "./dom.js";

const GAP = 14; // pixels

/** One list serves all fields, so that it stands at one place. Entries are {title, detail?, group?, value}. */
export class Offers {
  #entries = [];
  #active = -1;
  #choose = null;
  owner = null;

  constructor() {
    this.element = make("div", {
      id: "offers", class: "offers", role: "listbox", hidden: true,
      onmousedown: (event) => event.preventDefault(), // the field keeps the focus
      onclick: ({ target }) => this.#pressed(target.closest("[role=option]")),
    });
    this.resized = new ResizeObserver(() => this.#fit());
  }

  /** Show `entries` for the field `owner`, the one at `active` marked (-1: none); a press calls `choose(entry)`. */
  show(owner, { label, entries, active, choose }) {
    if (this.owner !== owner) this.close();
    Object.assign(this, { owner });
    this.#choose = choose;
    this.#entries = entries;
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...entryParts(entries));
    this.element.hidden = entries.length === 0;
    owner.setAttribute("aria-expanded", String(!this.element.hidden));
    [document.body, this.element.parentElement].forEach((part) => this.resized.observe(part));
    this.#fit();
    this.#mark(active);
  }

  isOpenFor(owner) {
    return this.owner === owner && !this.element.hidden;
  }

  /** The marked entry; undefined if none is. */
  get marked() {
    return this.#entries[this.#active];
  }

  move(step) {
    const count = this.#entries.length;
    this.#mark(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
  }

  close(owner = this.owner) {
    if (!owner || owner !== this.owner) return;
    this.#entries = [];
    this.element.hidden = true;
    owner.setAttribute("aria-expanded", "false");
    this.#mark(-1);
    this.owner = null;
  }

  /** Not higher than what is free above the composer, which is little beside a phone's keyboard. */
  #fit() {
    const free = this.element.parentElement.getBoundingClientRect().top - GAP;
    this.element.style.setProperty("--free", `${Math.max(0, free)}px`);
  }

  #mark(index) {
    this.#active = index;
    const options = [...this.element.querySelectorAll("[role=option]")];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (options[index]) this.owner.setAttribute("aria-activedescendant", options[index].id);
    else this.owner.removeAttribute("aria-activedescendant");
    if (index === 0) this.element.scrollTop = 0; // with the heading above it
    else options[index]?.scrollIntoView({ block: "nearest" });
  }

  #pressed(option) {
    if (option) this.#choose(this.#entries[Number(option.dataset.index)]);
  }
}

/** The entries, those of one group below its heading. */
function entryParts(entries) {
  const parts = [];
  let group = null;
  entries.forEach((entry, index) => {
    if (entry.group && entry.group !== group?.dataset.group) parts.push((group = groupPart(entry.group, index)));
    (entry.group ? group : { append: (part) => parts.push(part) }).append(optionPart(entry, index));
  });
  return parts;
}

function groupPart(title, index) {
  const id = `offers-group-${index}`;
  return make("div", { role: "group", "aria-labelledby": id, "data-group": title },
    make("div", { id, class: "heading", role: "presentation" }, title));
}

function optionPart({ title, detail }, index) {
  return make("div", { id: `offer-${index}`, role: "option", "aria-selected": "false", "data-index": index },
    make("b", {}, title), detail && make("span", {}, detail));
}
