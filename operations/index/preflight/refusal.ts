import { SqlState } from "../../../db/error-codes.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { classRefusal, type KnownClasses } from "./class-refusal.ts";
import type { PreflightFinding } from "./preflight-finding.ts";

/** What the server said. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * A refusal of the server's as a finding: in its own words, at the property that it is about, with what mends it. What an
 * extension may bring before the index is built is a warning.
 */
export function refusalOf(
  index: IndexDefinition,
  { code, message }: Refusal,
  classes: KnownClasses,
): PreflightFinding {
  const property = propertyOf(index, message);
  const finding = (mend: string): PreflightFinding => ({ level: "error", property, what: message, mend });
  // What is not there may be an extension's that is declared too, and made before the index.
  const missing = (found: PreflightFinding): PreflightFinding => ({
    ...found,
    level: "warning",
    mend: `${found.mend} Unless an extension brings it that is not there yet.`,
  });
  if (/operator class/.test(message)) {
    const { mayCome, ...about } = classRefusal(index, message, classes);
    const found = { ...finding(about.mend), property: about.property };
    return mayCome ? missing(found) : found;
  }
  if (code === SqlState.invalidObjectDefinition && /IMMUTABLE/.test(message))
    return finding(
      "An index keeps what an expression was when the row was written: use a function that gives the same for the same arguments, whatever the time, the settings and the tables, and is declared IMMUTABLE.",
    );
  if (code === SqlState.syntaxError)
    return finding("Write it as SQL, without the outer parentheses, e.g. lower(email).");
  if (code === SqlState.undefinedColumn) return finding("Correct the name: it is none of the table's.");
  if (code === SqlState.undefinedFunction)
    return missing(
      finding(
        "Correct the name and the types of the arguments, or make the function in a migration; its schema may have to be named.",
      ),
    );
  if (code === SqlState.undefinedObject) return missing(finding("Correct the name."));
  return finding("Correct the declaration: PostgreSQL refuses to build it as it is.");
}

/** Where the mistake is: the predicate where it names what only that does, an expression, or the keys as a whole. */
function propertyOf({ keys, where }: IndexDefinition, message: string): string {
  if (/index predicate|WHERE must be/.test(message)) return "where";
  if (/storage parameter|unrecognized parameter|value .* out of bounds/.test(message)) return "with";
  if (/index expression/.test(message)) return firstExpression(keys);
  const named = /"([^"]+)"/.exec(message)?.[1] ?? /function (?:\w+\.)?(\w+)\(/.exec(message)?.[1];
  const at = keys.findIndex(({ expression }) => named !== undefined && expression?.includes(named));
  if (at >= 0) return `keys[${at}]`;
  if (named !== undefined && where?.includes(named)) return "where";
  return keys.some(({ expression }) => expression !== undefined) ? firstExpression(keys) : "keys";
}

function firstExpression(keys: IndexDefinition["keys"]): string {
  return `keys[${Math.max(
    0,
    keys.findIndex(({ expression }) => expression !== undefined),
  )}]`;
}
