/** Buttons and selects of a message: what is pressed goes to the bot, and says so while it waits. */

import { severalControl } from "./controls.js";
import { link, make } from "./dom.js";
import { pressKey } from "./actions.js";
import { plainText } from "./markdown.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "away", 6: "premium" };
const USER_SELECT = 5;
const ROLE_SELECT = 6;
const MENTIONABLE_SELECT = 7;
const CHANNEL_SELECT = 8;
const TEXT = 0;
const TEXT_DISPLAY = 10;
const LONGEST_NAME = 80;

export function button(component, scene) {
  const { emoji, label } = component;
  const words = [emoji && make("span", { class: "emoji", "aria-hidden": "true" }, emoji.name), label];
  const look = `button ${STYLES[component.style] ?? "secondary"}`;
  if (component.sku_id) return premiumButton(component, scene, look);
  if (component.url) return linkButton(component, look, words);
  const press = scene.actions.pressed(pressKey(scene.message, component.custom_id));
  const waiting = press?.status === "pending";
  return make("button", {
    type: "button", class: look, disabled: component.disabled, "aria-busy": waiting ? "true" : null,
    "aria-label": label ? null : emoji?.name, "data-custom-id": component.custom_id,
    onclick: () => waiting || scene.actions.component(scene.message, component.custom_id),
  }, words, waiting && make("span", { class: "spinner", role: "img", "aria-label": "waiting for the bot" }));
}

/** A button that buys; its words are the name of what is sold. */
function premiumButton(component, scene, look) {
  const sku = scene.store.skuNamed(component.sku_id);
  return make("button", {
    type: "button", class: look, disabled: component.disabled || !sku, "data-sku-id": component.sku_id,
    onclick: () => scene.actions.buy(scene.message, sku),
  }, make("span", { class: "emoji", "aria-hidden": "true" }, "🛒"), sku ? `Buy ${sku.name}` : "No longer sold");
}

function linkButton(component, look, words) {
  const anchor = link(component.url, ...words, make("span", { "aria-hidden": "true" }, "↗"));
  anchor.className = look;
  return anchor;
}

export function select(component, scene) {
  return (component.max_values ?? 1) > 1 ? severalFrom(component, scene) : oneFrom(component, scene);
}

/** What a select offers: its own options, or the guild's members, roles or channels. */
export function selectChoices(component, store) {
  const defaults = new Set((component.default_values ?? []).map(({ id }) => id));
  const offer = (things, sign) =>
    things.map(({ id, name }) => ({ name: sign + name.replace(/^@/, ""), value: id, selected: defaults.has(id) }));
  const roles = store.guild.roles ?? [];
  switch (component.type) {
    case USER_SELECT: return offer(store.users, "@");
    case ROLE_SELECT: return offer(roles, "@");
    case MENTIONABLE_SELECT: return offer([...store.users, ...roles], "@");
    case CHANNEL_SELECT: return offer(offeredChannels(store, component), "#");
    default: return component.options.map(ownChoice);
  }
}

/** The guild's channels that one sees, of the types that were asked for; direct messages are none of them. */
export function offeredChannels(store, { channel_types: types }) {
  return store.channels.filter(({ direct, type }) => !direct && (!types?.length || types.includes(type ?? TEXT)));
}

function ownChoice(option) {
  const name = [option.emoji?.name, option.label].filter(Boolean).join(" ");
  return { name, value: option.value, description: option.description, selected: option.default };
}

function oneFrom(component, scene) {
  const choices = selectChoices(component, scene.store);
  const entries = choices.map(({ name, value, description, selected }) =>
    make("option", { value, selected }, name, description && [make("i", { class: "dash" }, " – "), make("small", {}, description)]));
  if (!choices.some(({ selected }) => selected)) {
    const words = component.placeholder ?? "Make a selection";
    entries.unshift(make("option", { value: "", hidden: true, selected: true }, words));
  }
  if (component.min_values === 0) entries.push(make("option", { value: "" }, "Nothing"));
  const send = ({ currentTarget: { value } }) =>
    scene.actions.component(scene.message, component.custom_id, value === "" ? [] : [value]);
  const shown = make("button", {}, document.createElement("selectedcontent")); // where browsers let a select look so
  return make("select", { ...selectAttributes(component, scene), onchange: send }, shown, entries);
}

/** How few and how many values a select takes. */
export function bounds(component) {
  return { least: component.min_values ?? 1, most: component.max_values ?? 1 };
}

/** A fold of boxes to tick, which are sent together. */
function severalFrom(component, scene) {
  const limits = bounds(component);
  const choices = selectChoices(component, scene.store);
  const control = severalControl(component.custom_id, choices, { ...limits, required: limits.least > 0 });
  const send = () => control.complain() || scene.actions.component(scene.message, component.custom_id, control.read());
  const done = make("button", { type: "button", class: "button primary", onclick: send }, "Choose");
  const attributes = selectAttributes(component, scene);
  const chosen = choices.filter(({ selected }) => selected).map(({ name }) => name).join(", ");
  const words = chosen || component.placeholder || attributes["aria-label"];
  if (attributes.disabled) return make("p", { ...attributes, class: "select off" }, words);
  return make("details", { class: "several" },
    make("summary", { class: "select", "data-custom-id": component.custom_id,
      "aria-label": `${attributes["aria-label"]}: ${words}` }, words),
    make("div", { class: "choices" }, make("small", {}, control.wanted), control.element, done));
}

function selectAttributes(component, scene) {
  const waiting = scene.actions.pressed(pressKey(scene.message, component.custom_id))?.status === "pending";
  return {
    class: "select", "aria-label": nameOf(component, scene), "data-custom-id": component.custom_id,
    disabled: component.disabled || waiting, "aria-busy": waiting ? "true" : null,
  };
}

/** What a select is called: the title that all its options begin with ("Model: Pro"), or the text above it. */
function nameOf(component, scene) {
  return titleOf(component.options ?? []) ?? textAbove(component, scene) ?? component.placeholder ?? "Selection";
}

function titleOf(options) {
  const titles = new Set(options.map(({ label }) => (label.includes(": ") ? label.split(": ")[0] : null)));
  return titles.size === 1 ? [...titles][0] : null;
}

function textAbove(component, { message, store }) {
  let above = null;
  const reach = (list) => (list ?? []).some((one) => {
    if (one.type === TEXT_DISPLAY) above = one.content;
    return one === component || reach(one.components);
  });
  if (!reach(message.components) || !above) return null;
  return plainText(above.trim().split("\n").at(-1), store).split(": ")[0].slice(0, LONGEST_NAME) || null;
}
