/** One message as an article: who used what, the body, what became of its presses, and its menu. */

import { avatar, make, plainButton, waiting } from "./dom.js";
import { classicBody, components } from "./components.js";
import { messageMenus } from "./commands.js";
import { plainText } from "./markdown.js";
import { shortTime } from "./times.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;
const COMMAND_INTERACTION = 2;
const FROM_MENU = 23; // Discord's type of a message that a menu entry led to
const QUOTE_LENGTH = 90;

/** The element of `message`, drawn anew each time it changes. */
export function messageElement(message, store, actions) {
  const scene = { message, store, actions };
  const author = authorOf(message, store);
  const flags = message.flags ?? 0;
  const ephemeral = Boolean(flags & EPHEMERAL);
  const label = `Message from ${author.name}`;
  return make("article", { class: "message", "data-id": message.id, "data-private": ephemeral, "aria-label": label },
    origin(message, store),
    avatar(author),
    make("div", { class: "body" },
      byline(message, author),
      flags & LOADING ? waiting(`${author.name} is thinking…`) : body(scene),
      pressesOf(message, actions),
      ephemeral ? privateNote(message, store) : null),
    menu(scene));
}

function authorOf(message, store) {
  const known = store.user(message.author.id);
  const name = message.author.global_name ?? message.author.username ?? known.name;
  return { ...known, name: known.id === message.author.id ? known.name : name, bot: message.author.bot ?? known.bot };
}

/** The line above: the message answered to, or the command that led here. */
function origin(message, store) {
  if (message.message_reference) return make("p", { class: "origin" }, "↪ ", quoted(message, store));
  const { interaction_metadata: metadata, interaction } = message;
  const user = store.user((metadata ?? interaction)?.user?.id);
  if ((metadata ?? interaction)?.type !== COMMAND_INTERACTION) return null;
  const name = interaction?.name ?? metadata.name;
  const sign = message.type === FROM_MENU ? "" : "/";
  const command = name ? [" used ", make("code", {}, sign + name)] : " asked";
  return make("p", { class: "origin" }, make("b", {}, user.name), command);
}

function quoted(message, store) {
  const original = message.referenced_message ?? store.messages.get(message.message_reference.message_id);
  if (!original) return "a message that is gone";
  const words = plainText(textsOf(original).join("\n"), store);
  const short = words.length > QUOTE_LENGTH ? `${words.slice(0, QUOTE_LENGTH)}…` : words;
  return [make("b", {}, authorOf(original, store).name), ` ${short || "a picture"}`];
}

function textsOf(message) {
  const inside = (list) => (list ?? []).flatMap((one) => [one.content ?? "", ...inside(one.components)]);
  return [message.content ?? "", ...inside(message.components)].filter(Boolean);
}

function byline(message, author) {
  const sent = new Date(message.timestamp);
  const clock = make("time", { datetime: message.timestamp, title: sent.toLocaleString() }, shortTime(sent));
  return make("p", { class: "byline" },
    make("b", {}, author.name), author.bot && make("span", { class: "tag" }, "bot"), clock,
    message.edited_timestamp && edited(new Date(message.edited_timestamp)));
}

function edited(moment) {
  return make("small", { title: moment.toLocaleString() }, "edited");
}

function body(scene) {
  const { message, store } = scene;
  const drawn = components(message.components, scene);
  return message.flags & COMPONENTS_V2 ? drawn : [...classicBody(message, store), ...drawn];
}

function pressesOf(message, actions) {
  return actions.presses
    .filter((press) => press.message === message.id && press.status === "failed")
    .map((press) => make("p", { class: "failed", role: "alert" }, press.reason));
}

function privateNote(message, store) {
  const dismiss = plainButton("Dismiss message", () => store.dismiss(message.id));
  return make("p", { class: "private" }, "Only you can see this · ", dismiss);
}

/** The bot's entries, and what Discord itself offers. An ephemeral message is kept nowhere, so it has neither. */
function menu({ message, store, actions }) {
  if (message.flags & (EPHEMERAL | LOADING)) return null;
  const entry = (name, act, look) =>
    make("button", { type: "button", role: "menuitem", class: look, onclick: act }, name);
  const apps = messageMenus(store.usable()).map((name) => entry(name, () => actions.menu(name, message)));
  const removable = mayDelete(message, store) && entry("Delete message", () => actions.takeBack(message), "danger");
  if (!apps.length && !removable) return null;
  return make("details", { class: "menu" },
    make("summary", { "aria-label": "Message menu", "aria-haspopup": "menu", title: "Message menu" }, "⋯"),
    make("div", { role: "menu" }, apps.length ? [make("small", {}, "Apps ›"), apps] : null, removable));
}

function mayDelete(message, store) {
  const direct = store.channels.find(({ id }) => id === message.channel_id)?.direct;
  return message.author.id === store.you.id || Boolean(store.you.moderator && !direct);
}
