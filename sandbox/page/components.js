/** Discord's message components as elements, by type number; containers render their children the same way. */

import { colour, link, make } from "./dom.js";
import { markdown } from "./markdown.js";
import { fileCard, gallery, isPicture, thumbnail, unsigned } from "./media.js";
import { button, select } from "./interactive.js";

const RENDER = {
  1: (component, scene) => make("div", { class: "row" }, components(component.components, scene)),
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (component, scene) => markdown(component.content, scene.store),
  11: (component, scene) => thumbnail(resolved(component, scene.message)),
  12: (component, scene) => gallery(component.items.map((item) => resolved(item, scene.message))),
  13: file,
  14: separator,
  17: container,
};

/** The elements of a list of components in `scene` ({store, actions, message}). */
export function components(list, scene) {
  return (list ?? []).map((component) => (RENDER[component.type] ?? unknown)(component, scene));
}

function section(component, scene) {
  const texts = make("div", {}, components(component.components, scene));
  return make("div", { class: "section" }, texts, components([component.accessory], scene));
}

function container(component, scene) {
  const box = make("section", { class: "container" }, components(component.components, scene));
  if (component.accent_color !== null && component.accent_color !== undefined) {
    box.style.setProperty("--accent", colour(component.accent_color));
  }
  return component.spoiler ? make("details", { class: "hidden-box" }, make("summary", {}, "Spoiler"), box) : box;
}

function separator(component) {
  return make("hr", { "data-spacing": component.spacing ?? 1, "data-invisible": component.divider === false });
}

function file(component, scene) {
  const { media } = resolved({ media: component.file }, scene.message);
  const name = component.name ?? media.filename ?? decodeURIComponent(media.url.split(/[?#]/)[0].split("/").pop());
  return fileCard({ url: media.url, name, size: component.size ?? media.size });
}

/** A gallery item whose `attachment://name` is replaced by the message's own file. */
function resolved(item, message) {
  const { url } = item.media;
  const attachments = message.attachments ?? [];
  const own = attachments.find((file) => url === `attachment://${file.filename}` || unsigned(url) === unsigned(file.url));
  return { ...item, media: { ...own, ...definedOnly(item.media), url: own?.url ?? url } };
}

function definedOnly(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));
}

function unknown(component) {
  return make("p", { class: "quiet" }, `A component of type ${component.type}, which this page cannot draw.`);
}

/** Content, embeds and attachments of a message without Components V2, kept simple. */
export function classicBody(message, store) {
  const files = message.attachments ?? [];
  const pictures = files.filter(isPicture).map(asItem);
  return [
    message.content ? markdown(message.content, store) : null,
    (message.embeds ?? []).map((embed) => embedBox(embed, store)),
    pictures.length ? gallery(pictures) : null,
    files.filter((one) => !isPicture(one)).map((one) => fileCard({ ...one, name: one.filename })),
  ];
}

function asItem(file) {
  return { media: file, description: file.description, spoiler: file.filename.startsWith("SPOILER_") };
}

function embedBox(embed, store) {
  const title = embed.title && make("h3", {}, embed.url ? link(embed.url, embed.title) : embed.title);
  const fields = (embed.fields ?? []).map((field) =>
    make("div", {}, make("b", {}, field.name), markdown(field.value, store)));
  const box = make("section", { class: "container" }, title, embed.description && markdown(embed.description, store),
    fields.length ? make("div", { class: "embed-fields" }, fields) : null,
    embed.image ? gallery([{ media: embed.image }]) : null, embed.footer && make("small", {}, embed.footer.text));
  if (embed.color !== null && embed.color !== undefined) box.style.setProperty("--accent", colour(embed.color));
  return box;
}
