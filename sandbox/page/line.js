/** A command line as a person types it, such as `/imagine a cat count:2`: a command, and texts for its options. */

/** {command, values: {option's name: text}}; null where the line does not begin with the name of a command. */
export function readLine(line, commands) {
  const typed = line.replace(/^\/+\s*/, "").trim().replace(/\s*\n\s*/g, " ");
  const begins = ({ path }) => `${typed} `.toLowerCase().startsWith(`${path.toLowerCase()} `);
  const [command] = commands.filter(begins).sort((one, other) => other.path.length - one.path.length);
  return command ? { command, values: valuesOf(typed.slice(command.path.length).trim(), command.options) } : null;
}

/** What stands before the first `name:` belongs to the first option that is required and not named. */
function valuesOf(text, options) {
  const names = options.map(({ name }) => name);
  const named = names.length ? [...text.matchAll(new RegExp(String.raw`(?<=^|\s)(${names.join("|")}):(?=\S)`, "g"))] : [];
  const values = {};
  named.forEach((match, index) => {
    values[match[1]] = text.slice(match.index + match[0].length, named[index + 1]?.index).trim();
  });
  const ahead = text.slice(0, named[0]?.index).trim();
  const free = options.filter(({ name }) => !(name in values));
  const first = free.find(({ required }) => required) ?? free[0];
  if (ahead && first) values[first.name] = ahead;
  return values;
}
