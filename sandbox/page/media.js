/** Pictures and files: galleries, thumbnails, spoilers, and the lightbox that shows one picture large. */

import { link, make, safeAddress } from "./dom.js";
import { returning } from "./focus.js";
import { mosaic } from "./mosaic.js";

const BROKEN = 3; // Discord's loading state "not found"
const revealed = new Set();
const known = new Map();

/** One to ten pictures; a click opens the lightbox on that picture, and ALT shows what it is described with. */
export function gallery(items) {
  return mosaic(items.map((item, index) => tile(item, () => openLightbox(items, index))));
}

export function thumbnail(item) {
  return make("div", { class: "thumbnail" }, tile(item, () => openLightbox([item], 0), { described: false }));
}

/** An attachment by name, with its size when known. */
export function fileCard({ url, name, size }) {
  return make("p", { class: "file" }, link(url, name), size ? make("small", {}, readableSize(size)) : null);
}

export function isPicture({ content_type: type, filename = "" }) {
  return type ? type.startsWith("image/") : /\.(png|jpe?g|webp|gif)$/i.test(filename);
}

/** An address without its signature, which is another one each time that a message is told. */
export function unsigned(url = "") {
  return url.split("?")[0];
}

/** A picture that opens large; behind a veil first when it is a spoiler. Revealed ones stay so through edits. */
function tile(item, open, { described = true } = {}) {
  const { url, width, height, loading_state: state } = item.media;
  if (state === BROKEN) return broken(item);
  const hidden = Boolean(item.spoiler) && !revealed.has(unsigned(url));
  const alt = item.description ?? "";
  const image = make("img", { src: safeAddress(steady(url)), alt, decoding: "async" });
  const button = make("button", { type: "button", class: "picture", title: alt || null, "data-hidden": hidden }, image);
  const box = make("div", { class: "tile" }, button, alt && described && descriptionOf(alt));
  if (!alt) button.setAttribute("aria-label", "Picture without a description");
  if (hidden) button.setAttribute("aria-label", "Spoiler: show the picture");
  if (width && height) box.dataset.ratio = width / height;
  else image.addEventListener("load", () => tellShape(box, image));
  image.addEventListener("error", () => retry(image, url) || box.replaceWith(broken(item)));
  button.addEventListener("click", () => (button.hasAttribute("data-hidden") ? reveal(button, url, alt) : open()));
  return box;
}

function tellShape(box, { naturalWidth, naturalHeight }) {
  box.dataset.ratio = naturalWidth / naturalHeight;
  box.dispatchEvent(new Event("shape", { bubbles: true }));
}

/** The ALT badge, which shows and hides the words; Escape hides them, too. */
function descriptionOf(alt) {
  const words = make("p", { class: "described", hidden: true }, alt);
  const show = (shown) => {
    words.hidden = !shown;
    badge.setAttribute("aria-expanded", String(shown));
  };
  const badge = make("button", {
    type: "button", class: "alt", "aria-label": "Alt text of this picture", "aria-expanded": "false",
    onclick: () => show(words.hidden), onblur: () => show(false),
    onkeydown: ({ key }) => key === "Escape" && show(false),
  }, "ALT");
  return [badge, words];
}

/** What Discord shows in the place of a picture that it could not fetch. */
function broken(item) {
  return make("p", { class: "broken", title: item.description || null }, "This picture cannot be shown.");
}

/** The first address that was seen of a file: an edit then need not load the same picture again. */
function steady(url) {
  const key = unsigned(url);
  if (!known.has(key)) known.set(key, url);
  return known.get(key);
}

/** That address may have expired since: try the newest one. False if it was that already. */
function retry(image, url) {
  if (image.src === safeAddress(url)) return false;
  known.set(unsigned(url), url);
  image.src = safeAddress(url);
  return true;
}

function reveal(button, url, alt) {
  revealed.add(unsigned(url));
  button.removeAttribute("data-hidden");
  if (alt) button.removeAttribute("aria-label");
}

/** Show the pictures large, one at a time: arrow keys turn the page, Escape closes. */
function openLightbox(items, start) {
  let at = start;
  const image = make("img", {});
  const caption = make("p", { "aria-live": "polite" });
  const original = make("a", { target: "_blank", rel: "noopener noreferrer" }, "Open original");
  const turn = (step) => show((at + step + items.length) % items.length);
  const show = (index) => {
    at = index;
    image.src = original.href = safeAddress(items[at].media.url);
    image.alt = items[at].description ?? "";
    caption.textContent = [items.length > 1 && `${at + 1} of ${items.length}`, image.alt].filter(Boolean).join(" · ");
  };
  const dialog = make("dialog", { class: "lightbox", "aria-label": "Picture" },
    make("figure", {}, image, make("figcaption", {}, caption, original)), lightboxButtons(items.length, turn));
  dialog.addEventListener("keydown", ({ key }) => turn({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0));
  dialog.addEventListener("click", ({ target }) => target.matches("dialog, [data-close]") && dialog.close());
  const back = returning();
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  show(start);
  document.body.append(dialog);
  dialog.showModal();
}

function lightboxButtons(count, turn) {
  const button = (label, sign, attributes) =>
    make("button", { type: "button", "aria-label": label, ...attributes }, sign);
  return [
    count > 1 && button("Previous picture", "‹", { class: "previous", onclick: () => turn(-1) }),
    count > 1 && button("Next picture", "›", { class: "next", onclick: () => turn(1) }),
    button("Close", "×", { class: "close", "data-close": true }),
  ];
}

function readableSize(bytes) {
  return bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}
