/**
 * @typedef {object} StartArguments
 * @property {string[]} parameters study parameters as key=value
 * @property {string[]} report options that `joulebook report` takes itself
 * @property {string} [out]
 * @property {string} [browser]
 * @property {boolean} installBrowser
 * @property {boolean} help
 */

const flags = new Set(["--quiet", "--json"]);

/**
 * Reads what follows `npm start --`: set-up's own options, options of `joulebook report`, and for the rest study parameters,
 * so that `--device raspberry-pi-4` becomes `device=raspberry-pi-4`.
 *
 * @param {readonly string[]} args
 * @returns {StartArguments | { problem: string }} a problem when a word belongs to no option
 */
export function startArguments(args) {
  /** @type {StartArguments} */
  const result = { parameters: [], report: [], installBrowser: false, help: false };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const value = () => takeValue(String(word), rest);
    if (word === "--help" || word === "-h") result.help = true;
    else if (word === "--install-browser") result.installBrowser = true;
    else if (flags.has(word)) result.report.push(word);
    else if (word === "-p") result.parameters.push(value());
    else if (isOption(word, "--browser")) result.browser = value();
    else if (isOption(word, "--out")) result.out = value();
    else if (/^--[A-Za-z]/.test(word)) result.parameters.push(`${word.slice(2).split("=", 1)[0]}=${value()}`);
    else return { problem: `"${word}" belongs to no option; write study parameters as --device NAME --budget 100mJ` };
  }
  return result;
}

/**
 * @param {string} word
 * @param {string} name
 */
function isOption(word, name) {
  return word === name || word.startsWith(`${name}=`);
}

/**
 * Value of an option: after its equals sign, else the next word, else "true" for a bare switch.
 *
 * @param {string} word
 * @param {string[]} rest
 */
function takeValue(word, rest) {
  const equals = word.indexOf("=");
  if (equals >= 0) return word.slice(equals + 1);
  const next = rest[0];
  if (next === undefined || /^--?[A-Za-z]/.test(next)) return "true";
  rest.shift();
  return next;
}
