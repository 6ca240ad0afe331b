/** Discord's markdown inside a line: marks, code, links, moments and mentions, as nodes. */

import { link, make } from "./dom.js";
import { timeElement } from "./times.js";

const INNER = String.raw`((?:\\[\s\S]|[^\\])+?)`;
const DEEPEST = 8;

/** Pattern and what it becomes, tried in this order wherever a special character stands. */
const RULES = [
  [/\\([^\sA-Za-z0-9])/y, (match) => match[1]],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, (match) => make("code", {}, match[2])],
  [between("\\*\\*", "(?!\\*)"), wrap("strong")],
  [between("__", "(?!_)"), wrap("u")],
  [between("~~"), wrap("s")],
  [between("\\|\\|"), spoiler],
  [new RegExp(String.raw`\*(?!\s)${INNER}(?<!\s)\*(?!\*)`, "y"), wrap("em")],
  [new RegExp(String.raw`(?<!\w)_${INNER}_(?!\w)`, "y"), wrap("em")],
  [/<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y, (match) => timeElement(Number(match[1]), match[2])],
  [/<@!?(\d{1,20})>/y, (match, names) => mention(`@${names.user(match[1]).name}`)],
  [/<@&(\d{1,20})>/y, (match, names) => mention(`@${names.roleNamed(match[1]) ?? "deleted-role"}`)],
  [/<#(\d{1,20})>/y, (match, names) => mention(`#${names.channelNamed(match[1]) ?? "unknown"}`)],
  [/<\/([^:<>\n]{1,100}):\d{1,20}>/y, (match) => commandMention(match[1])],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (match) => `:${match[1]}:`],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, labelledLink],
  [/<(https?:\/\/[^\s<>]+)>/y, (match) => link(match[1], match[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"]/y, (match) => link(match[0], match[0])],
];
const SPECIAL = /[\\`*_~|<[h]/g;

/** The nodes and strings that `text` becomes; `names` resolves mentions (`user(id)`, `roleNamed(id)`, `channelNamed(id)`). */
export function inline(text, names, depth = 0) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const [node, end] = depth < DEEPEST ? read(text, at, names, depth) : [null, text.length];
    if (node === null) plain += text.slice(at, end);
    else nodes.push(plain, node), (plain = "");
    at = end;
  }
  return [...nodes, plain];
}

/** The mark that starts at `at` and where it ends; or null and where the next one may start. */
function read(text, at, names, depth) {
  for (const [pattern, build] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [build(match, names, depth + 1), at + match[0].length];
  }
  SPECIAL.lastIndex = at + 1;
  return [null, SPECIAL.exec(text)?.index ?? text.length];
}

function between(mark, after = "") {
  return new RegExp(`${mark}${INNER}${mark}${after}`, "y");
}

function wrap(tag) {
  return (match, names, depth) => make(tag, {}, ...inline(match[1], names, depth));
}

function labelledLink(match, names, depth) {
  return link(match[2], ...inline(match[1], names, depth));
}

function spoiler(match, names, depth) {
  const veil = make("button", { type: "button", class: "veil", "aria-label": "Spoiler", "aria-expanded": "false" },
    make("span", {}, ...inline(match[1], names, depth)));
  veil.addEventListener("click", () => {
    veil.setAttribute("aria-expanded", "true");
    veil.removeAttribute("aria-label");
  });
  return veil;
}

function mention(name) {
  return make("span", { class: "mention" }, name);
}

/** A press puts the command into the composer: it bubbles up as a `pick-command` event. */
function commandMention(name) {
  const pick = ({ currentTarget }) =>
    currentTarget.dispatchEvent(new CustomEvent("pick-command", { bubbles: true, detail: { line: name } }));
  return make("button", { type: "button", class: "mention", onclick: pick }, `/${name}`);
}
