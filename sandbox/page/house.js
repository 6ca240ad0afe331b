/** The panel that changes what Discord allows: the bot's permissions, direct messages, and what has grown too old. */

import { make, plainButton } from "./dom.js";

const ADDRESS = "/sandbox/discord";
const PERMISSIONS = [
  ["view_channel", "sees this channel"],
  ["send_messages", "may write here"],
  ["attach_files", "may attach files here"],
  ["read_message_history", "may read older messages"],
];

/** Keep the panel showing how things are in the open channel and for the person one is. */
export function startHouse({ form, said }, store, connection) {
  const order = (body, sentence) =>
    connection.post(ADDRESS, body).then(() => (said.textContent = sentence), (error) => (said.textContent = error.message));
  const draw = () => form.replaceChildren(
    ...permissions(store, order), directMessages(store, order),
    plainButton("Expire file addresses", () => order({ expire_addresses: true }, "All addresses given out are too old.")),
    plainButton("Expire interactions", () => order({ expire_tokens: true }, "All interactions are too old.")));
  store.on("reset place channels people commands", draw);
}

function permissions(store, order) {
  const here = store.here();
  if (!here || here.direct) return [];
  const denied = new Set(here.denied ?? []);
  const change = (name, allowed) => {
    if (allowed) denied.delete(name);
    else denied.add(name);
    order({ deny: { channel: here.id, permissions: [...denied] } }, "");
  };
  return PERMISSIONS.map(([name, words]) =>
    tick(`${store.bot().name} ${words}`, !denied.has(name), (allowed) => change(name, allowed)));
}

function directMessages(store, order) {
  const change = (takes) => order({ [takes ? "open_direct_messages" : "close_direct_messages"]: store.you.id }, "");
  return tick("You take direct messages", store.you.takes_direct_messages !== false, change);
}

function tick(words, checked, change) {
  const box = make("input", { type: "checkbox", checked, onchange: () => change(box.checked) });
  return make("label", { class: "box" }, box, make("span", {}, words));
}
