/** A command line as a person types it, such as `/imagine a cat count:2`: a command, and texts for its options. */

import { OptionType } from "./optiontypes.js";

/** {command, name as typed, values: {option's name: text}}; null where the line does not begin with the name of a command. */
export function readLine(line, commands) {
  const typed = line.replace(/^\/+\s*/, "").trim().replace(/\s*\n\s*/g, " ");
  const begins = (name) => `${typed} `.toLowerCase().startsWith(`${name.toLowerCase()} `);
  const read = ({ path, title }) => [path, title.slice(1)].find(begins);
  const [command] = commands.filter(read).sort((one, other) => other.path.length - one.path.length);
  if (!command) return null;
  const name = read(command);
  return { command, name, values: valuesOf(typed.slice(name.length).trim(), command.options) };
}

/** The same as soon as the blank behind the name is typed: from then on the options are written. */
export function readBegunLine(line, commands) {
  const read = line.startsWith("/") ? readLine(line, commands) : null;
  const named = line.replace(/^\/+\s*/, "").length > (read?.name.length ?? Infinity);
  return named && read.command.options.length ? read : null;
}

/** What was typed for the option `own`, if it goes on with `other:…`: {option's name: text}; otherwise null. */
export function splitNamed(text, own, options) {
  const found = mentions(text, options).filter((match) => match[1] !== own || !text.slice(0, match.index).trim());
  if (!found.length) return null;
  return { [own]: text.slice(0, found[0].index).trim(), ...texts(text, found) };
}

/** What stands before the first `name:` belongs to the first option that is required and not named; files are no text. */
function valuesOf(text, options) {
  const named = mentions(text, options);
  const values = texts(text, named);
  const ahead = text.slice(0, named[0]?.index).trim();
  const free = options.filter(({ name, type }) => !(name in values) && type !== OptionType.ATTACHMENT);
  const first = free.find(({ required }) => required) ?? free[0];
  if (ahead && first) values[first.name] = ahead;
  return values;
}

function mentions(text, options) {
  const names = options.map(({ name }) => name);
  return names.length ? [...text.matchAll(new RegExp(String.raw`(?<=^|\s)(${names.join("|")}):(?=\S)`, "g"))] : [];
}

function texts(text, found) {
  return Object.fromEntries(found.map((match, index) =>
    [match[1], text.slice(match.index + match[0].length, found[index + 1]?.index).trim()]));
}
