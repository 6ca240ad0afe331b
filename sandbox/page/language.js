/** The language in which a person has Discord: what the bot is told with each command, and how commands are shown. */

import { make } from "./dom.js";
import { writeRelativeTimesIn } from "./times.js";

export const LANGUAGES = [
  ["en-US", "English"], ["de", "Deutsch"], ["fr", "Français"], ["es-ES", "Español"], ["pt-BR", "Português"], ["ja", "日本語"],
];
const ADDRESS = "/sandbox/discord";

/** Keep the select showing the language of the person that one is, and change it. */
export function startLanguage(select, store, connection) {
  select.append(...LANGUAGES.map(([value, name]) => make("option", { value, lang: value }, name)));
  select.addEventListener("change", () =>
    connection.post(ADDRESS, { guild: store.guild.id, language: { user: store.you.id, locale: select.value } }));
  store.on("reset people", () => {
    select.value = store.you.locale ?? LANGUAGES[0][0];
    writeRelativeTimesIn(select.value);
  });
}

/** Definitions with the descriptions of this locale, and `label` for what a person reads instead of `name`. */
export function localized(definitions, locale) {
  return definitions.map((one) => ({
    ...one,
    label: one.name_localizations?.[locale] ?? one.name,
    ...(one.description === undefined ? {} : { description: one.description_localizations?.[locale] ?? one.description }),
    ...(one.options ? { options: localized(one.options, locale) } : {}),
    ...(one.choices ? { choices: localized(one.choices, locale) } : {}),
  }));
}
