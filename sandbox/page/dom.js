/** Elements from plain data: text only ever becomes text nodes, so nothing a person types can turn into markup. */

const NOTHING = new Set([null, undefined, false, ""]);

/** An element with attributes, listeners (`onclick: handler`) and children; null, undefined and false are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) decorate(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => !NOTHING.has(child)));
  return element;
}

function decorate(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : value);
}

/** The address, if it is one a page may open or show (http or https), otherwise null. */
export function safeAddress(address) {
  if (!address || !URL.canParse(address, location.href)) return null;
  const url = new URL(address, location.href);
  return ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

/** A link that opens elsewhere and tells the other side nothing; plain text if the address is not safe. */
export function link(address, ...children) {
  const href = safeAddress(address);
  if (!href) return make("span", {}, ...children);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** A button that looks like a link: for what is quietly on offer. */
export function plainButton(label, onclick) {
  return make("button", { type: "button", class: "plain", onclick }, label);
}

/** A turning circle, and the words of what is being waited for. */
export function waiting(words) {
  return make("p", { class: "thinking" }, make("span", { class: "spinner", "aria-hidden": "true" }), words);
}

/** A CSS colour from Discord's integer, or from text that already is one. */
export function colour(value) {
  return typeof value === "number" ? `#${value.toString(16).padStart(6, "0")}` : value || "#8a7f72";
}

/** The initial in a tinted square that stands for a member. */
export function avatar(user) {
  const square = make("span", { class: "avatar", "aria-hidden": "true" }, user.name.slice(0, 1));
  square.style.setProperty("--tint", colour(user.avatar_color));
  return square;
}
