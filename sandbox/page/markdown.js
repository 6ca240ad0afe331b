/** Discord's markdown for whole texts: code blocks, headings, subtext, lists, quotes and paragraphs. */

import { make } from "./dom.js";
import { inline } from "./inline.js";

const FENCE = /(?<!\\)```(?:[\w+-]*\n)?([\s\S]+?)```/g;

/** What a line is, by how it starts; consecutive lines of one kind make one block. */
const KINDS = [
  ["heading", /^(#{1,3}) +(.+)$/],
  ["subtext", /^-# +(.+)$/],
  ["bullets", /^ {0,6}[-*] +(.+)$/],
  ["numbers", /^ {0,6}\d{1,3}\. +(.+)$/],
  ["quote", /^> (.*)$/],
];
const BUILD = { heading, subtext, bullets: list("ul"), numbers: list("ol"), quote, plain };

/** A div with `text` as Discord would show it. Every word stays text: markup in it is only shown. */
export function markdown(text, names) {
  const pieces = text.split(FENCE); // odd pieces were inside fences
  const blocks = pieces.flatMap((piece, index) => (index % 2 ? codeBlock(piece) : prose(piece, names)));
  return make("div", { class: "text" }, ...blocks);
}

/** The same words on one line without any marks, for summaries and screen readers. */
export function plainText(text, names) {
  const blocks = [...markdown(text, names).children].map(({ textContent }) => textContent);
  return blocks.join(" ").replace(/\s+/g, " ").trim();
}

function codeBlock(code) {
  return [make("pre", { tabindex: "0" }, make("code", {}, code.replace(/^\n|\n$/g, "")))];
}

function prose(text, names) {
  const blocks = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const [kind, match] = classify(line);
    const last = blocks.at(-1);
    if (last?.kind === kind && kind !== "heading" && kind !== "subtext") last.lines.push(match);
    else blocks.push({ kind, lines: [match] });
  }
  return blocks.map(({ kind, lines }) => BUILD[kind](lines, names));
}

function classify(line) {
  for (const [kind, pattern] of KINDS) {
    const match = pattern.exec(line);
    if (match) return [kind, match];
  }
  return ["plain", [line, line]];
}

function heading([match], names) {
  const level = match[1].length; // of size only: below the page's h1 and h2, every heading of a message is an h3
  return make("h3", { "data-level": level > 1 ? level : null }, ...inline(match[2], names));
}

function subtext([match], names) {
  return make("small", {}, ...inline(match[1], names));
}

function list(tag) {
  return (lines, names) => make(tag, {}, lines.map((match) => make("li", {}, ...inline(match[1], names))));
}

function quote(lines, names) {
  return make("blockquote", {}, plain(lines, names));
}

function plain(lines, names) {
  const text = lines.map((match) => match[1]).join("\n");
  return text.trim() ? make("p", {}, ...inline(text, names)) : "";
}
