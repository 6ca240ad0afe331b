/** The channels at the left, what stands above the messages, and whether anybody serves this page. */

import { avatar, make } from "./dom.js";

const KINDS = { "18+": "age-restricted", private: "only some members see this channel" };

export class Sidebar {
  constructor({ server, channels, place, topic, you, nobody, howTo, link }, store) {
    Object.assign(this, { server, channels, place, topic, you, nobody, howTo, link, store });
    store.on("reset place channels", () => this.#drawChannels());
    store.on("reset people", () => this.#drawYou());
    store.on("reset commands bot", () => this.#drawBot());
    store.on("link", (alive) => this.#drawLink(alive));
  }

  #drawChannels() {
    this.server.textContent = this.store.guilds.length ? this.store.guild.name : "";
    const inOrder = [...this.store.channels].sort((one, other) => Boolean(one.direct) - Boolean(other.direct));
    const focused = this.channels.contains(document.activeElement);
    this.channels.replaceChildren(...inOrder.map((channel) =>
      make("li", { "data-direct": Boolean(channel.direct) }, this.#channel(channel))));
    if (focused) this.channels.querySelector("[aria-current]")?.focus();
    const open = this.store.here();
    this.place.replaceChildren(open?.title ?? "");
    this.topic.textContent = open?.topic ?? "";
    const note = this.#noteOf(open);
    if (note) this.place.append(make("small", {}, note));
  }

  /** Why the bot cannot be used in the open channel, if it cannot. */
  #noteOf(open) {
    const { guild } = this.store;
    const bot = this.store.bot().name;
    if (open?.direct) return null;
    if (guild.has_bot === false) return `${bot} is not in this server`;
    if (guild.unavailable) return "unavailable: Discord has an outage here";
    return open?.denied?.includes("view_channel") ? `${bot} cannot see this channel` : null;
  }

  #channel(channel) {
    const here = channel.id === this.store.channel;
    const unread = this.store.unread.has(channel.id);
    const kind = this.store.kindOf(channel);
    return make("button", {
      type: "button", "aria-current": here ? "page" : null, "data-unread": unread,
      onclick: () => this.store.enter(channel.id),
    }, this.store.title(channel), kind && make("small", { title: KINDS[kind] ?? channel.topic }, kind),
    unread && make("span", { class: "visually-hidden" }, "new messages"));
  }

  /** On a phone, where the people are out of sight. */
  #drawYou() {
    const { you } = this.store;
    this.you.replaceChildren(make("span", { class: "visually-hidden" }, "You are "), avatar(you), you.name);
  }

  #drawBot() {
    this.nobody.hidden = this.store.botConnected;
    this.howTo.textContent = howToStart(this.store.environment).join(" \\\n");
  }

  #drawLink(alive) {
    this.link.textContent = alive ? "" : "The sandbox is gone; trying again…";
  }
}

/** The command line that points a bot at this sandbox instead of Discord and Runware. */
function howToStart(environment) {
  const settings = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
  return [...settings, "python -m bot run"];
}
