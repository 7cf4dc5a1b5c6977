import { WireError } from "./error-fields.ts";

/**
 * The settings in a start-up packet's `options`: `-c name=value` and `--name=value`, separated by spaces, with `\` before
 * a space that belongs to a value.
 *
 * @throws WireError for anything else, as PostgreSQL does
 */
export function parseStartupOptions(options: string): [name: string, value: string][] {
  const words = [...options.matchAll(/(?:\\.|[^\s\\])+/gs)].map(([word]) => word.replace(/\\(.)/gs, "$1"));
  const settings: [string, string][] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const setting =
      word === "-c" ? (words[++index] ?? "") : /^(?:-c|--)(?=[^-])/.test(word) ? word.slice(2) : undefined;
    if (setting === undefined) {
      throw WireError.fatal("42601", `invalid command-line argument for server process: ${word}`);
    }
    const equals = setting.indexOf("=");
    if (equals < 1) throw WireError.fatal("42601", `-c ${setting} requires a value`);
    // The words of a name may be written with dashes.
    settings.push([setting.slice(0, equals).replaceAll("-", "_"), setting.slice(equals + 1)]);
  }
  return settings;
}
