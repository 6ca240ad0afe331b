/** The registered commands as a person picks them: subcommands flattened to paths such as `mod block`. */

import { OptionType } from "./optiontypes.js";

/** What newcomers look for comes first, the others in the order of the alphabet. */
const FIRST = ["imagine", "edit", "help"];
const ADMINISTRATOR = 1n << 3n;
const USE_APPLICATION_COMMANDS = 1n << 31n;
const [GUILD, DIRECT] = [0, 1];
const CHAT_INPUT = 1;
const NO_MATCH = 4;
const MESSAGE_MENU = 3;
const ROOT = { path: "", title: "/" };
const NESTED = [OptionType.SUBCOMMAND, OptionType.GROUP];

/** The commands that Discord offers in `channel`: the others stay hidden from a person (which proves nothing). */
export function usable(commands, channel) {
  return channel ? commands.filter((command) => offers(command, channel)) : [];
}

function offers({ default_member_permissions: needed, contexts, nsfw }, { permissions, direct, age_restricted }) {
  if (nsfw && !age_restricted) return false;
  if (!(contexts ?? [GUILD, DIRECT]).includes(direct ? DIRECT : GUILD)) return false;
  if (direct || permissions === undefined) return true;
  const mine = BigInt(permissions);
  if (mine & ADMINISTRATOR) return true;
  return Boolean(mine & USE_APPLICATION_COMMANDS) && suffices(needed, mine);
}

/** `"0"` asks for an administrator. */
function suffices(needed, mine) {
  if (needed === null || needed === undefined) return true;
  return needed !== "0" && (mine & BigInt(needed)) === BigInt(needed);
}

/** Every slash command that can be run: {path, title, description, group, options}, in the order of the list. */
export function slashCommands(commands) {
  const known = commands.filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT);
  return known.flatMap((command) => leaves(command, ROOT, groupOf(command))).sort(byPlace);
}

/** The names in a message's menu. */
export function messageMenus(commands) {
  return commands.filter(({ type }) => type === MESSAGE_MENU).map(({ name }) => name);
}

/** The entries of the list for what was typed: all commands in their groups, or what matches, the best first. */
export function offered(commands, typed) {
  const wanted = typed.replace(/^\/+/, "").trim().toLowerCase();
  if (!wanted) return commands.map((command) => ({ ...entry(command), group: command.group }));
  return commands.map((command) => [rank(command, wanted), command]).filter(([place]) => place < NO_MATCH)
    .sort(([one], [other]) => one - other).map(([, command]) => entry(command));
}

function entry(command) {
  return { title: command.title, detail: command.description, value: command };
}

/** 0 for a name that begins so, then one of its words, any part of the name, and a word of the description. */
function rank({ path, title, description }, wanted) {
  const shown = title.slice(1).toLowerCase();
  const name = path.toLowerCase().includes(wanted) ? path.toLowerCase() : shown;
  const words = (text) => ` ${text.toLowerCase()}`.includes(` ${wanted}`);
  return [name.startsWith(wanted), words(name), name.includes(wanted), words(description ?? ""), true].indexOf(true);
}

function groupOf(command) {
  const nested = (command.options ?? []).some(({ type }) => NESTED.includes(type));
  return nested ? `/${command.label ?? command.name} – ${command.description}` : "Commands";
}

/** Those without subcommands come first. */
function byPlace(one, other) {
  const place = ({ path, group }) => {
    const at = FIRST.indexOf(path);
    return [group === "Commands" ? 0 : 1, at < 0 ? FIRST.length : at];
  };
  const [[ownGroup, own], [otherGroup, others]] = [place(one), place(other)];
  return ownGroup - otherGroup || own - others || one.path.localeCompare(other.path);
}

function leaves(node, above, group) {
  const path = `${above.path}${node.name}`;
  const title = `${above.title}${node.label ?? node.name}`;
  const nested = (node.options ?? []).filter(({ type }) => NESTED.includes(type));
  if (nested.length) return nested.flatMap((child) => leaves(child, { path: `${path} `, title: `${title} ` }, group));
  return [{ path, title, description: node.description, group, options: node.options ?? [] }];
}
