/** The wire to the sandbox: one live socket that comes back by itself, and JSON requests. */

const FIRST_RETRY = 500;
const LAST_RETRY = 8000;

export class Connection {
  #socket = null;
  #retry = FIRST_RETRY;
  #timer = null;

  constructor(store) {
    this.store = store;
  }

  /** Follow a server with the eyes of `user`; null lets the sandbox choose the server, or who that is. */
  follow(user, guild) {
    clearTimeout(this.#timer);
    const previous = this.#socket;
    const socket = new WebSocket(liveAddress(user, guild));
    this.#socket = socket;
    previous?.close();
    socket.addEventListener("message", ({ data }) => this.#take(socket, JSON.parse(data)));
    socket.addEventListener("close", () => this.#again(socket, user, guild));
  }

  #take(socket, event) {
    if (socket !== this.#socket) return;
    if (event.type === "state") {
      this.#retry = FIRST_RETRY;
      this.store.tell("link", true);
    }
    this.store.apply(event);
  }

  #again(socket, user, guild) {
    if (socket !== this.#socket) return;
    this.store.tell("link", false);
    this.#timer = setTimeout(() => this.follow(user, guild), this.#retry);
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
  }

  get(path) {
    return request(path, { method: "GET" });
  }

  remove(path) {
    return request(path, { method: "DELETE" });
  }

  post(path, body) {
    return request(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }
}

function liveAddress(user, guild) {
  const address = new URL("/sandbox/live", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (user) address.searchParams.set("user", user);
  if (guild) address.searchParams.set("guild", guild);
  return address;
}

/** The answer's JSON; an Error with the sandbox's own sentence if it refused. */
async function request(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Error("The sandbox does not answer. Is it still running?");
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}
