/** The registered commands as a person picks them: subcommands flattened to paths such as `mod block`. */

import { readLine } from "./line.js";
import { OptionType } from "./options.js";

/** What people can send besides commands: words of their own, and files. */
export const WRITE = {
  path: "Message",
  title: "Message",
  description: "write something yourself, with or without files",
  options: [
    { type: OptionType.STRING, name: "content", description: "Say something", max_length: 2000, first: true },
    { type: OptionType.ATTACHMENT, name: "files", description: "Up to ten files", several: true },
  ],
};
const ADMINISTRATOR = 1n << 3n;
const USE_APPLICATION_COMMANDS = 1n << 31n;
const [GUILD, DIRECT] = [0, 1];
const CHAT_INPUT = 1;
const MESSAGE_MENU = 3;
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

/** Every slash command that can be run: {path, title, description, options}. */
export function slashCommands(commands) {
  return commands.filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT).flatMap((command) => leaves(command, ""));
}

/** The names in a message's menu. */
export function messageMenus(commands) {
  return commands.filter(({ type }) => type === MESSAGE_MENU).map(({ name }) => name);
}

/** Commands whose words start with, or at least contain, what was typed, the better matches first; or the one of a line. */
export function matching(commands, typed) {
  const slashed = commands.filter(({ title }) => title.startsWith("/"));
  const found = byName(commands, typed);
  return found.length ? found : [readLine(typed, slashed)?.command].filter(Boolean);
}

function byName(commands, typed) {
  const wanted = typed.replace(/^\/+/, "").trim().toLowerCase();
  const rank = ({ path }) => {
    const at = path.toLowerCase().indexOf(wanted);
    return at < 0 ? 2 : Math.sign(at);
  };
  return commands.filter((command) => rank(command) < 2).sort((one, other) => rank(one) - rank(other));
}

function leaves(node, prefix) {
  const path = prefix + node.name;
  const nested = (node.options ?? []).filter(({ type }) => NESTED.includes(type));
  if (nested.length) return nested.flatMap((child) => leaves(child, `${path} `));
  return [{ path, title: `/${path}`, description: node.description, options: node.options ?? [] }];
}
