/** The panel of what an admin changes at Discord: the bot's permissions, the channel, AutoMod; and what has aged. */

import { make, plainButton } from "./dom.js";
import { choiceControl, labelled, textControl } from "./controls.js";
import { LANGUAGES } from "./language.js";

const ADDRESS = "/sandbox/discord";
const RULE = "Words from the page";
const IN_CHANNEL = [
  ["view_channel", "sees this channel"],
  ["send_messages", "may write here"],
  ["attach_files", "may attach files here"],
  ["read_message_history", "may read older messages"],
];
const IN_GUILD = [
  ["manage_guild", "may manage the server, so read AutoMod’s rules"],
  ["manage_roles", "may manage roles, so change channels’ permissions"],
];

/** Keep the panel showing how things are in the open channel and for the person one is. */
export function startHouse({ form, said }, store, connection) {
  const order = (body, sentence) =>
    connection.post(ADDRESS, { guild: store.guild.id, ...body }).then(() => (said.textContent = sentence), (error) => (said.textContent = error.message));
  const keywords = textControl("keywords", { placeholder: "cat*, two words" });
  const draw = () => form.replaceChildren(
    ...permissions(store, order), ...restriction(store, order), ...granted(store, order),
    labelled(keywords, "AutoMod blocks these words"), plainButton("Save the words", () => moderate(keywords, order)),
    language(store, order), directMessages(store, order),
    plainButton("Expire file addresses", () => order({ expire_addresses: true }, "All addresses given out are too old.")),
    plainButton("Expire interactions", () => order({ expire_tokens: true }, "All interactions are too old.")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    moderate(keywords, order);
  });
  store.on("reset place channels people commands", draw);
}

function permissions(store, order) {
  const here = store.here();
  if (!here || here.direct) return [];
  const change = (names) => order({ deny: { channel: here.id, permissions: names } }, "");
  return ticks(store, IN_CHANNEL, here.denied ?? [], change, { inverted: true });
}

function granted(store, order) {
  return ticks(store, IN_GUILD, store.granted, (names) => order({ grant: names }, ""));
}

/** A tick for each permission; `change` gets the names that are in the list from then on. */
function ticks(store, permissions, listed, change, { inverted = false } = {}) {
  const names = new Set(listed);
  const choose = (name, checked) => {
    if (checked === inverted) names.delete(name);
    else names.add(name);
    change([...names]);
  };
  return permissions.map(([name, words]) =>
    tick(`${store.bot().name} ${words}`, names.has(name) !== inverted, (checked) => choose(name, checked)));
}

function restriction(store, order) {
  const here = store.here();
  if (!here || here.direct) return [];
  const change = (restricted) => order({ restrict: { channel: here.id, age_restricted: restricted } }, "");
  return [tick("This channel is age-restricted", here.age_restricted, change)];
}

function directMessages(store, order) {
  const change = (takes) => order({ [takes ? "open_direct_messages" : "close_direct_messages"]: store.you.id }, "");
  return tick("You take direct messages", store.you.takes_direct_messages !== false, change);
}

/** The language that the server chose at Discord. */
function language(store, order) {
  const languages = LANGUAGES.map(([value, name]) => ({ name, value }));
  const control = choiceControl("language", languages, { required: true, chosen: store.guild.locale });
  control.element.addEventListener("change", () => order({ preferred_locale: control.read() }, ""));
  return labelled(control, "The server’s language");
}

/** One rule with the words between the commas; with none it goes. */
function moderate(keywords, order) {
  const words = (keywords.read() ?? "").split(",").map((word) => word.trim()).filter(Boolean);
  if (!words.length) return order({ delete_keyword_rule: RULE }, "The rule was deleted from AutoMod.");
  return order({ keyword_rule: { name: RULE, keywords: words } }, "AutoMod has these words; bots may read the rule.");
}

function tick(words, checked, change) {
  const box = make("input", { type: "checkbox", checked, onchange: () => change(box.checked) });
  return make("label", { class: "box" }, box, make("span", {}, words));
}
