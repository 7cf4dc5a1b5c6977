import { isReservedWord } from "./reserved-words.ts";
import type { Parsed } from "./setting-key.ts";

/** The names of databases and roles we take: those that need no quotes anywhere, in any program. */
export const allowedNames = "at most 63 of a-z, 0-9 and _, a letter first";

/** PostgreSQL cuts a longer name without an error (NAMEDATALEN is 64, with a byte for the end). */
const longest = 63;

/**
 * Checks a name against the rules of SQL.
 *
 * @param reasonTaken says why a name that is well-formed cannot be had, or `undefined`
 */
export function parseName(text: string, reasonTaken: (name: string) => string | undefined): Parsed<string> {
  const reserved = (name: string) =>
    isReservedWord(name) ? "a word of the SQL language" : reasonTaken(name);
  const malformed = malformation(text);
  if (malformed === undefined) {
    const reason = reserved(text);
    return reason === undefined ? { value: text } : { problem: reason, mend: "use another name" };
  }
  const proposal = wellFormed(text);
  const usable = malformation(proposal) === undefined && reserved(proposal) === undefined;
  if (!usable) return { problem: malformed };
  return { problem: malformed, mend: `use a-z, 0-9 and _ only, such as ${proposal}` };
}

function malformation(name: string): string | undefined {
  const strange = new Set([...name.replaceAll(/[a-z0-9_]/g, "")].map(describe));
  if (strange.size > 0) return `has ${new Intl.ListFormat("en-GB").format(strange)}`;
  if (!/^[a-z]/.test(name)) return `starts with ${name.startsWith("_") ? "an underscore" : "a digit"}`;
  return name.length > longest ? `${name.length} bytes long, PostgreSQL takes ${longest}` : undefined;
}

const nameOfCharacter: Readonly<Record<string, string>> = {
  " ": "a space",
  '"': "a double quote",
  "'": "a single quote",
  "-": "a hyphen",
  ".": "a period",
  ";": "a semicolon",
};

function describe(character: string): string {
  if (/[A-Z]/.test(character)) return "upper case";
  const seen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  return nameOfCharacter[character] ?? (seen ? `the character ${character}` : "an unprintable character");
}

/** `My DB` -> `my_db`; what comes out need not be a name, as for `64`. */
function wellFormed(text: string): string {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  return words.replaceAll(/^[_0-9]+|_+$/g, "");
}
