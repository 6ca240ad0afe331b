/** The panel of what an admin changes at Discord: the bot's permissions, the channel, AutoMod; and what has aged. */

import { make, plainButton } from "./dom.js";
import { choiceControl, labelled, textControl } from "./controls.js";

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

const LANGUAGES = [
  ["en-US", "English"], ["de", "Deutsch"], ["fr", "Français"], ["es-ES", "Español"], ["pt-BR", "Português"], ["ja", "日本語"],
].map(([value, name]) => ({ name, value }));

/** Keep the panel showing how things are in the open channel and for the person one is. */
export function startHouse({ form, said }, store, connection) {
  const order = (body, sentence) =>
    connection.post(ADDRESS, { guild: store.guild.id, ...body }).then(() => (said.textContent = sentence), (error) => (said.textContent = error.message));
  const keywords = textControl("keywords", { placeholder: "cat*, two words" });
  const draw = () => form.replaceChildren(
    ...permissions(store, order), ...restriction(store, order), ...granted(store, order),
    labelled(keywords, "AutoMod blocks these words"), plainButton("Save the words", () => moderate(keywords, order)),
    ...languages(store, order), directMessages(store, order),
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

/** Discord's own settings: the language of the person one is, and that of the server. */
function languages(store, order) {
  return [
    language("Your language", store.you.locale, (locale) => order({ language: { user: store.you.id, locale } }, "")),
    language("The server’s language", store.guild.locale, (locale) => order({ preferred_locale: locale }, "")),
  ];
}

function language(label, chosen, change) {
  const control = choiceControl(label, LANGUAGES, { required: true, chosen });
  control.element.addEventListener("change", () => change(control.read()));
  return labelled(control, label);
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
