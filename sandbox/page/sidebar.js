/** The left side: channels, who you are, and whether anybody serves this page. */

import { avatar, make } from "./dom.js";

export class Sidebar {
  constructor({ server, channels, people, place, nobody, howTo, link }, store, become) {
    Object.assign(this, { server, channels, people, place, nobody, howTo, link, store, become });
    store.on("reset place channels", () => this.#drawChannels());
    store.on("reset people", () => this.#drawPeople());
    store.on("reset commands bot", () => this.#drawBot());
    store.on("link", (alive) => this.#drawLink(alive));
  }

  #drawChannels() {
    this.server.textContent = this.store.guilds.length ? this.store.guild.name : "";
    const inOrder = [...this.store.channels].sort((one, other) => Boolean(one.direct) - Boolean(other.direct));
    this.channels.replaceChildren(...inOrder.map((channel) =>
      make("li", { "data-direct": Boolean(channel.direct) }, this.#channel(channel))));
    const open = this.store.here();
    this.place.replaceChildren(open?.title ?? "");
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
    return make("button", {
      type: "button", "aria-current": here ? "page" : null, "data-unread": unread,
      onclick: () => this.store.enter(channel.id),
    }, this.store.title(channel), channel.age_restricted && make("small", { title: "age-restricted" }, "18+"),
    channel.private && make("small", { title: "only some members see this channel" }, "private"),
    unread && make("span", { class: "visually-hidden" }, "new messages"));
  }

  #drawPeople() {
    const members = this.store.users.filter(({ bot }) => !bot);
    this.people.replaceChildren(...members.map((user) => this.#person(user)));
  }

  #person(user) {
    const checked = user.id === this.store.you.id;
    const radio = make("input", { type: "radio", name: "you", value: user.id, checked });
    radio.addEventListener("change", () => this.become(user.id));
    const rank = rankOf(user);
    return make("label", { class: "person", title: user.roles?.join(", ") || null }, radio, avatar(user), user.name, rank);
  }

  #drawBot() {
    this.nobody.hidden = this.store.botConnected;
    this.howTo.textContent = howToStart(this.store.environment).join(" \\\n");
  }

  #drawLink(alive) {
    this.link.textContent = alive ? "" : "The sandbox is gone; trying again…";
  }
}

function rankOf({ admin, moderator }) {
  if (admin) return make("small", { title: "may manage the server" }, "admin");
  return moderator && make("small", { title: "a moderator" }, "mod");
}

/** The command line that points a bot at this sandbox instead of Discord and Runware. */
function howToStart(environment) {
  const settings = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
  return [...settings, "python -m bot run"];
}
