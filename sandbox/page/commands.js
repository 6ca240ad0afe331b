/** The registered commands as a person picks them: subcommands flattened to paths such as `mod block`. */

import { OptionType } from "./options.js";

const CHAT_INPUT = 1;
const MESSAGE_MENU = 3;
const NESTED = [OptionType.SUBCOMMAND, OptionType.GROUP];

/** Every slash command that can be run: {path, description, options}. */
export function slashCommands(commands) {
  return commands.filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT).flatMap((command) => leaves(command, ""));
}

/** The names in a message's menu. */
export function messageMenus(commands) {
  return commands.filter(({ type }) => type === MESSAGE_MENU).map(({ name }) => name);
}

/** Commands whose words start with, or at least contain, what was typed; the better matches first. */
export function matching(commands, typed) {
  const wanted = typed.replace(/^\//, "").trim().toLowerCase();
  const rank = ({ path }) => (path.startsWith(wanted) ? 0 : path.includes(wanted) ? 1 : 2);
  return commands.filter((command) => rank(command) < 2).sort((one, other) => rank(one) - rank(other));
}

function leaves(node, prefix) {
  const path = prefix + node.name;
  const nested = (node.options ?? []).filter(({ type }) => NESTED.includes(type));
  if (nested.length) return nested.flatMap((child) => leaves(child, `${path} `));
  return [{ path, description: node.description, options: node.options ?? [] }];
}
