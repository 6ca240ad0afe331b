/** Moments as people read them; relative ones keep ticking on the page. */

let relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** Write relative moments in this locale from the next tick on. */
export function writeRelativeTimesIn(locale) {
  relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
}

/** `in 5 minutes`, `3 hours ago`: the distance from `now` in its largest whole unit; both in milliseconds. */
export function relative(moment, now) {
  const seconds = Math.round((moment - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relativeFormat.format(Math.trunc(seconds / size), unit);
}

/** The time of day, with its date unless that is today. */
export function shortTime(moment) {
  const today = moment.toDateString() === new Date().toDateString();
  return moment.toLocaleString([], today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

/** Discord's `<t:seconds:style>` as an element; style R ticks. */
export function timeElement(seconds, style = "f") {
  const moment = new Date(seconds * 1000);
  const element = document.createElement("time");
  if (Number.isNaN(moment.getTime())) return document.createTextNode("(no such moment)");
  element.dateTime = moment.toISOString();
  element.title = moment.toLocaleString();
  if (style === "R") element.dataset.moment = moment.getTime();
  const said = style === "R" ? relative(moment, Date.now()) : moment.toLocaleString([], STYLES[style]);
  element.append(said);
  return element;
}

/** Let every relative moment on the page tick, from now on. */
export function startTicking() {
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-moment]")) {
      const said = relative(Number(element.dataset.moment), Date.now());
      if (element.firstChild.data !== said) element.firstChild.data = said;
    }
  }, 1000);
}
