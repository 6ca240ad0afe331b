/** What an empty channel shows: three things to try, and who the others are. */

import { avatar, make } from "./dom.js";
import { rankOf, taskOf } from "./people.js";

/** By rank: a title, and the line that goes into the composer, the channel that opens, or the panel. */
const IDEAS = {
  member: [
    { title: "Draw something", line: "/imagine a red fox in the snow" },
    {
      title: "Four at once, wide, in a style",
      line: "/imagine a lighthouse at dusk count:4 aspect_ratio:16:9 style:watercolour",
    },
    { title: "Ask where a moderator looks first", line: "/imagine a paper boat in a storm", kind: "approval" },
    { title: "See what is left today", line: "/quota" },
  ],
  moderator: [
    { title: "See what waits for a decision", kind: "moderators" },
    { title: "List the open cases", line: "/mod cases" },
    { title: "Keep somebody from asking", line: "/mod block member:Ben" },
  ],
  manager: [
    { title: "Set Easel up on this server", line: "/admin setup" },
    { title: "See what the pictures cost", line: "/admin stats" },
    { title: "Share out the pictures of a day", line: "/admin quota set images:10" },
  ],
  operator: [
    { title: "See all servers and what they spend", line: "/operator servers" },
    { title: "Let a new server ask for Easel", panel: "servers" },
    { title: "Stop all requests everywhere", line: "/operator stop reason:prices are checked" },
  ],
};
const SHOWN = 3;

/** The start of the open channel. A press bubbles up as `pick-command`, `enter-channel`, `open-panel` or `become`. */
export function emptyStart(store) {
  const here = store.here();
  if (!here || here.direct) return make("p", { class: "welcome" }, "Nothing here yet. ✉️ DM me below a picture sends it here.");
  const ideas = IDEAS[rankOf(store.you)].map((idea) => offer(idea, store)).filter(Boolean).slice(0, SHOWN);
  const cast = others(store).map((person) => castEntry(person, store));
  return make("section", { class: "start", "aria-label": "Where to begin" },
    make("h3", {}, `Welcome to ${here.title}`),
    make("p", { class: "quiet" }, here.topic || "Nothing has been said here yet."),
    ideas.length ? [make("h4", {}, "Three things to try"), make("ul", { class: "ideas" }, ideas)] : null,
    cast.length ? [make("h4", {}, "Be somebody else"), make("ul", { class: "cast" }, cast)] : null);
}

/** Somebody of each other rank, in the order of the list. */
function others(store) {
  const ranks = new Set([rankOf(store.you)]);
  return store.people().filter((person) => {
    const rank = rankOf(person);
    return !ranks.has(rank) && ranks.add(rank);
  });
}

function offer({ title, line, kind, panel }, store) {
  const channel = kind && store.channels.find((one) => store.kindOf(one) === kind);
  const usable = !line || store.usable().some(({ name }) => line.startsWith(`/${name}`));
  if (!usable || (kind && (!channel || channel.id === store.channel))) return null;
  const act = ({ currentTarget }) => {
    if (panel) tell(currentTarget, "open-panel", panel);
    if (line) tell(currentTarget, "pick-command", { line, channel: channel?.id });
    else if (channel) tell(currentTarget, "enter-channel", channel.id);
  };
  const place = channel && `In ${store.title(channel)}${line ? ": " : ""}`;
  const words = panel ? "The panel “Servers” at the left" : [place, line && make("code", {}, line)];
  return make("li", {},
    make("button", { type: "button", class: "idea", onclick: act }, make("b", {}, title), make("span", {}, words)));
}

function tell(element, type, detail) {
  element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

function castEntry(person, store) {
  const become = ({ currentTarget }) => tell(currentTarget, "become", person.id);
  return make("li", {}, avatar(person),
    make("span", {}, make("b", {}, person.name), ` ${taskOf(person, store)[1]}`),
    make("button", { type: "button", class: "button", onclick: become }, `Be ${person.name}`));
}
