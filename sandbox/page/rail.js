/** The list of servers at the far left: choosing one shows it, as somebody who is a member there. */

import { make } from "./dom.js";

export function startRail({ rail, list }, store, visit) {
  const draw = () => {
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    rail.hidden = store.guilds.length === 0;
    list.replaceChildren(...store.guilds.map((guild) => make("li", {}, entry(guild, store, visit))));
    if (focused) list.querySelector(`[value="${CSS.escape(focused)}"]`)?.focus();
  };
  store.on("reset guilds", draw);
}

function entry(guild, store, visit) {
  const unread = store.unreadGuilds.has(guild.id);
  return make("button", {
    type: "button", value: guild.id, title: guild.name, "data-unread": unread, "data-without-bot": guild.has_bot === false,
    "aria-label": unread ? `${guild.name}, new messages` : guild.name,
    "aria-current": guild.id === store.guild.id ? "page" : null,
    onclick: () => visit(guild.id),
  }, initials(guild.name));
}

/** Up to two letters: `Sketch Club` is SC. */
function initials(name) {
  return name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
}
