/** What this page knows of the open server: filled by the live connection, read by everything that draws. */

import { usable } from "./commands.js";
import { localized } from "./language.js";

const UNKNOWN_USER = { id: "0", name: "Someone", avatar_color: null, bot: false };

export class Store {
  #listeners = new Map();
  you = UNKNOWN_USER;
  users = [];
  names = {}; // of everybody in any server, by id
  guild = {};
  guilds = [];
  skus = [];
  botUser = { ...UNKNOWN_USER, bot: true };
  channels = [];
  commands = [];
  environment = {};
  granted = [];
  operator = null;
  messages = new Map();
  dismissed = new Set();
  unread = new Set();
  unreadGuilds = new Set();
  channel = null;
  botConnected = false;

  on(topics, listener) {
    for (const topic of topics.split(" ")) {
      this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
    }
  }

  tell(topic, detail) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(detail);
  }

  /** Take one event of the live connection; an event this page does not know is none of its business. */
  apply(event) {
    TAKE[event.type]?.(this, event);
  }

  load(state) {
    const { users, guild, commands, guilds = [], skus = [], environment = {}, granted = [], operator = null } = state;
    Object.assign(this, { users, guild, guilds, skus, commands, environment, granted, operator, channels: [...state.channels] });
    this.names = state.names ?? {};
    this.botUser = state.bot_user ?? this.botUser;
    this.unreadGuilds.delete(guild.id);
    this.you = this.user(state.you?.id ?? state.you);
    this.messages = new Map(state.messages.map((message) => [message.id, message]));
    state.messages.forEach((message) => this.#admit(message.channel_id));
    this.botConnected = state.bot?.connected ?? commands.length > 0;
    if (!this.channels.some(({ id }) => id === this.channel)) this.channel = this.channels[0]?.id ?? null;
    this.tell("reset");
  }

  keep(message) {
    this.messages.set(message.id, { ...this.messages.get(message.id), ...message });
    const elsewhere = message.channel_id !== this.channel;
    if (this.#admit(message.channel_id) || elsewhere) {
      if (elsewhere) this.unread.add(message.channel_id);
      this.tell("channels");
    }
    this.tell("message", message.id);
  }

  forget(id) {
    this.messages.delete(id);
    this.tell("gone", id);
  }

  dismiss(id) {
    this.dismissed.add(id);
    this.tell("gone", id);
  }

  enter(channel) {
    this.channel = channel;
    this.unread.delete(channel);
    this.tell("place");
  }

  /** The messages of the open channel that were not dismissed, oldest first. */
  visible() {
    return [...this.messages.values()].filter((message) => this.shows(message));
  }

  shows(message) {
    return message.channel_id === this.channel && !this.dismissed.has(message.id);
  }

  user(id) {
    const known = [...this.users, this.botUser].find((user) => user.id === id);
    return known ?? (this.names[id] ? { ...UNKNOWN_USER, id, name: this.names[id] } : UNKNOWN_USER);
  }

  /** Whom one can be: the members who are no bots, and the operator, who may be in another server. */
  people() {
    const members = this.users.filter(({ bot }) => !bot);
    const outside = this.operator && !members.some(({ id }) => id === this.operator.id);
    return outside ? [...members, this.operator] : members;
  }

  /** The server in which one can be that person: the open one, if they are a member. */
  homeOf(id) {
    return this.users.some((user) => user.id === id) ? this.guild.id : this.operator.guild;
  }

  /** The commands that one has in the open channel. */
  usable() {
    return usable(localized(this.commands, this.you.locale), this.here());
  }

  roleNamed(id) {
    return this.guild.roles?.find((role) => role.id === id)?.name.replace(/^@/, "");
  }

  channelNamed(id) {
    return this.channels.find((channel) => channel.id === id)?.name;
  }

  /** The channel that is open, with its title as people say it: `#studio`, or the bot's name for direct messages. */
  here() {
    const channel = this.channels.find(({ id }) => id === this.channel);
    return channel ? { ...channel, title: this.title(channel) } : null;
  }

  title(channel) {
    return channel.direct ? `@${this.bot().name}` : `#${channel.name}`;
  }

  /** What kind of channel it is, in a word: what Discord knows, or what its topic begins with (`Approval: …`). */
  kindOf({ age_restricted: restricted, private: hidden, topic = "" }) {
    if (restricted) return "18+";
    const [, word] = /^([\w-]{1,14}):/.exec(topic ?? "") ?? [];
    return word?.toLowerCase() ?? (hidden ? "private" : null);
  }

  bot() {
    return this.users.find(({ bot }) => bot) ?? this.botUser;
  }

  skuNamed(id) {
    return this.skus.find((sku) => sku.id === id);
  }

  /** A direct message opens a channel that the guild does not list. True if it is new. */
  #admit(id) {
    if (this.channels.some((channel) => channel.id === id)) return false;
    this.channels.push({ id, name: "direct messages", type: 1, age_restricted: false, direct: true });
    return true;
  }
}

const TAKE = {
  state: (store, event) => store.load(event),
  message: (store, event) => store.keep(event.message),
  message_update: (store, event) => store.keep(event.message),
  message_delete: (store, event) => store.forget(event.id),
  interaction: (store, event) => store.tell("interaction", event),
  commands: (store, event) => {
    store.commands = event.commands;
    store.tell("commands");
  },
  world: (store, { users, channels, granted = [], guild = store.guild, guilds = store.guilds, names: all = store.names }) => {
    if (names(channels) !== names(store.channels)) return store.tell("stale"); // somebody sees other places now
    Object.assign(store, { users, channels, granted, guild, guilds, names: all });
    store.you = store.user(store.you.id);
    store.tell("channels");
    store.tell("people");
    store.tell("guilds");
  },
  elsewhere: (store, event) => {
    store.unreadGuilds.add(event.guild_id);
    store.tell("guilds");
  },
  bot: (store, event) => {
    store.botConnected = event.connected;
    store.tell("bot");
  },
};

function names(channels) {
  return channels.map(({ id }) => id).sort().join(" ");
}
