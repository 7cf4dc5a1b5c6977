import { cutName, longestName } from "../fit-name.ts";
import { quoteName } from "../quote.ts";

/**
 * A name made of another one and an ending, as SQL text within PostgreSQL's 63 bytes: `people_email_bridge`. The ending is
 * kept whole. No word of the SQL language ends in any of ours, so that plain names stand without quotes.
 * @param ending starts with an underscore
 */
export function sqlName(stem: string, ending: string): string {
  const name = plainName(stem, ending);
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteName(name);
}

/** The same, as the catalog has it. */
function plainName(stem: string, ending: string): string {
  return cutName(stem, longestName - Buffer.byteLength(ending)) + ending;
}
