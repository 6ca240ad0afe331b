/** What a person can do, and what became of each press: pending, answered, or left without an answer. */

import { purchaseOf } from "./shop.js";

export const NO_ANSWER = "The application did not respond";

export class Actions {
  /** Presses that still wait or failed, newest last: {key, label, channel, status, reason}. */
  presses = [];
  #early = new Map();

  constructor(store, connection) {
    this.store = store;
    this.connection = connection;
    store.on("interaction", (event) => this.#hear(event));
    store.on("reset", () => (this.presses = [])); // they were somebody else's, or before the wire broke
  }

  run(name, options) {
    this.store.tell("sent");
    return this.#press(`/${name}`, `/${name}`, "/sandbox/commands", { channel: this.store.channel, name, options });
  }

  /** Post a message of one's own. */
  say({ content = "", files = [] }) {
    this.store.tell("sent");
    return this.#press("message", "the message", "/sandbox/messages", { channel: this.store.channel, content, files });
  }

  takeBack(message) {
    const address = `/sandbox/messages/${message.id}?user=${encodeURIComponent(this.store.you.id)}`;
    return this.#attempt(this.#begin(`${message.id}:delete`, "Delete", {}), () => this.connection.remove(address));
  }

  menu(name, message) {
    const body = { channel: message.channel_id, name, target: message.id };
    return this.#press(`${message.id}:menu`, name, "/sandbox/commands", body);
  }

  component(message, customId, values) {
    const key = pressKey(message, customId);
    return this.#press(key, null, "/sandbox/components", { message: message.id, custom_id: customId, values });
  }

  /** Buy what a premium button offers. */
  async buy(message, sku) {
    const press = this.#begin(`${message.id}:buy:${sku.id}`, `The purchase of ${sku.name}`, {});
    await this.#attempt(press, () => this.connection.post("/sandbox/shop/purchases", purchaseOf(sku, this.store)));
    this.store.tell("purchase");
  }

  /** Send a filled-in modal; the sentence of the refusal, if the sandbox would not send it. */
  async modal(interaction, values) {
    const body = { user: this.store.you.id, interaction_id: interaction, values };
    const press = await this.#press(`modal:${interaction}`, "The form", "/sandbox/modals", body);
    if (press.status !== "failed" || press.id) return null;
    this.drop(press);
    return press.reason;
  }

  async suggest(name, options, focused) {
    const body = { user: this.store.you.id, channel: this.store.channel, name, options, focused };
    return (await this.connection.post("/sandbox/autocomplete", body)).choices ?? [];
  }

  /** The press that waits or failed under this key, if any. */
  pressed(key) {
    return this.presses.find((press) => press.key === key);
  }

  drop(press) {
    this.presses = this.presses.filter((other) => other !== press);
    this.store.tell("press", press);
  }

  #press(key, label, path, body) {
    const press = this.#begin(key, label, body);
    return this.#attempt(press, () => this.connection.post(path, { user: this.store.you.id, ...body }));
  }

  #begin(key, label, body) {
    const press = { key, label, message: body.message, channel: this.store.channel, status: "pending", reason: null };
    this.presses = [...this.presses.filter((other) => other.key !== key || other.status === "pending"), press];
    this.store.tell("press", press);
    return press;
  }

  /** What is no interaction is done as soon as the sandbox has taken it. */
  async #attempt(press, request) {
    try {
      const answer = await request();
      press.id = answer.id ?? answer.interaction_id;
      if (!press.id) this.drop(press);
      else if (this.#early.has(press.id)) this.#settle(press, this.#early.get(press.id));
    } catch (error) {
      this.#settle(press, { status: "failed", reason: error.message });
    }
    return press;
  }

  /** The socket may be quicker than the answer that names the interaction; such news waits for it. */
  #hear(event) {
    const press = this.presses.find(({ id }) => id === event.id);
    if (press) this.#settle(press, event);
    else this.#early.set(event.id, event);
  }

  #settle(press, event) {
    this.#early.delete(press.id);
    if (event.status === "pending") return;
    if (event.status === "modal") this.store.tell("modal", event);
    if (event.status !== "failed") return void this.drop(press);
    Object.assign(press, { status: "failed", reason: event.reason ?? NO_ANSWER });
    this.store.tell("press", press);
  }
}

export function pressKey(message, customId) {
  return `${message.id}:${customId}`;
}
