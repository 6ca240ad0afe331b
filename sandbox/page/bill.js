/** The bill: what the pictures cost, what of the day's budget is left, what is being drawn, and the bot's ledger. */

import { make } from "./dom.js";
import { shortTime } from "./times.js";

const ADDRESS = "/sandbox/bill";
const INTERVAL = 1500; // milliseconds between two requests
const SHOWN_TASKS = 4;
const LONGEST_PROMPT = 48; // characters

/** What each kind of row means; a settlement books only what differs from the reservation. */
const KINDS = {
  reserve: "booked before it is drawn",
  settle: "drawn: the real price",
  refund: "given back",
  adjust: "corrected later",
  grant: "pictures given by a manager",
  use: "a given picture used",
  return: "a given picture returned",
  reset: "no longer counted",
};

/** Keep `panel` showing the bill, and `total` its sum, while the page is visible. */
export function startBill({ panel, body, total }, store, connection) {
  let last = null;
  const draw = (bill) => {
    last = bill;
    total.textContent = dollars(bill.provider.spent);
    const open = body.querySelector(".ledger")?.open;
    body.replaceChildren(...sections(bill, store));
    if (open) body.querySelector(".ledger").open = true;
  };
  const look = async () => {
    const bill = document.hidden ? null : await connection.get(ADDRESS).catch(() => null);
    panel.hidden = !bill && !last; // a sandbox without a bill has no such address
    if (bill && JSON.stringify(bill) !== JSON.stringify(last)) draw(bill);
    if (bill || last || document.hidden) setTimeout(look, INTERVAL);
  };
  store.on("reset people", () => last && draw(last)); // the names of members
  look();
}

function sections({ provider, books }, store) {
  const { tasks, pictures, spent } = provider;
  return [
    make("p", { class: "sum" }, make("b", {}, dollars(spent)),
      make("span", {}, `${counted(pictures, "picture")} · ${counted(tasks, "task")} at Runware`)),
    make("p", { class: "quiet" }, "What the pictures would cost. Here it is play money."),
    books?.budget ? budget(books) : null,
    inFlight(provider.in_flight),
    books ? ledger(books.ledger, store) : null,
    make("p", { class: "quiet" }, `Left on the account at Runware: ${dollars(provider.balance)}`),
  ].filter(Boolean);
}

/** A bar of what is spent of the budget; what is booked for running requests counts already. */
function budget({ spent, budget: limit }) {
  const words = `${dollars(spent)} of ${dollars(limit)}`;
  return make("div", { class: "budget" },
    make("p", {}, make("b", { id: "budget-name" }, "Budget of the day"), make("span", {}, words)),
    make("meter", { min: 0, max: limit, high: limit * 0.8, optimum: 0, value: spent, "aria-labelledby": "budget-name" }, words),
    make("p", { class: "quiet" }, spent >= limit
      ? "Used up: the next request is refused, and nothing is charged."
      : `${dollars(limit - spent)} left. A request that does not fit is refused before it costs anything.`));
}

function inFlight(tasks) {
  const more = tasks.length - SHOWN_TASKS;
  return make("div", { class: "flight" },
    make("h3", {}, "Being drawn now"),
    tasks.length
      ? make("ul", {}, tasks.slice(0, SHOWN_TASKS).map(task), more > 0 && make("li", {}, `and ${more} more`))
      : make("p", { class: "quiet" }, "Nothing."));
}

function task({ prompt, pictures, done, age }) {
  const progress = pictures > 1 ? `${done} of ${pictures} · ${Math.floor(age)} s` : `${Math.floor(age)} s`;
  return make("li", {}, make("span", { class: "spinner", "aria-hidden": "true" }),
    make("span", { class: "words" }, shortened(prompt)), make("small", {}, progress));
}

function ledger(rows, store) {
  return make("details", { class: "ledger" },
    make("summary", {}, `Ledger: ${counted(rows.length, "row")}`),
    make("p", { class: "quiet" }, "Easel’s own book. Money is booked before a picture is drawn and settled at its real price; "
      + "no row is ever changed."),
    make("ol", {}, rows.map((row) => entry(row, store))));
}

function entry({ kind, member, pictures, dollars: amount, at, prompt }, store) {
  const { name } = store.user(member);
  const sum = amount || kind !== "settle" ? signed(amount) : "as booked";
  return make("li", {},
    make("p", {}, make("b", {}, shortened(prompt ?? "")), make("data", { value: amount }, sum)),
    make("small", {}, `${shortTime(new Date(at * 1000))} · ${name} · ${KINDS[kind] ?? kind}`,
      pictures ? ` · ${counted(Math.abs(pictures), "picture")}${pictures < 0 ? " back" : ""}` : ""));
}

function shortened(words) {
  return words.length > LONGEST_PROMPT ? `${words.slice(0, LONGEST_PROMPT).trimEnd()}…` : words;
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function signed(amount) {
  return `${amount < 0 ? "−" : "+"}${dollars(Math.abs(amount))}`;
}

/** At least two decimals, at most four: pictures cost fractions of a cent, too. */
export function dollars(amount) {
  return amount.toLocaleString("en", { style: "currency", currency: "USD", maximumFractionDigits: 4 });
}
