/** The left side: channels, who you are, and whether anybody serves this page. */

import { avatar, make } from "./dom.js";

export class Sidebar {
  constructor({ channels, people, place, nobody, howTo, link }, store, become) {
    Object.assign(this, { channels, people, place, nobody, howTo, link, store, become });
    store.on("reset place channels", () => this.#drawChannels());
    store.on("reset", () => this.#drawPeople());
    store.on("reset commands bot", () => this.#drawBot());
    store.on("link", (alive) => this.#drawLink(alive));
  }

  #drawChannels() {
    this.channels.replaceChildren(...this.store.channels.map((channel) => make("li", {}, this.#channel(channel))));
    const open = this.store.channels.find(({ id }) => id === this.store.channel);
    this.place.textContent = open ? title(open) : "";
  }

  #channel(channel) {
    const here = channel.id === this.store.channel;
    const unread = this.store.unread.has(channel.id);
    return make("button", {
      type: "button", "aria-current": here ? "page" : null, "data-unread": unread,
      onclick: () => this.store.enter(channel.id),
    }, title(channel), channel.age_restricted && make("small", { title: "age-restricted" }, "18+"),
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
    return make("label", { class: "person" }, radio, avatar(user), user.name);
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

function title(channel) {
  return channel.direct ? channel.name : `#${channel.name}`;
}
