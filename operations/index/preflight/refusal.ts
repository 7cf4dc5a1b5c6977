import { SqlState } from "../../../db/error-codes.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { nearest } from "../../../settings/nearest.ts";
import type { PreflightFinding } from "./preflight-finding.ts";

/** What the server said. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * A refusal of the server's as a finding: in its own words, at the property that it is about, with what mends it. What an
 * extension may bring before the index is built is a warning.
 *
 * @param classes operator classes that fit each indexed column, by its name, the default first
 */
export function refusalOf(
  index: IndexDefinition,
  { code, message }: Refusal,
  classes: ReadonlyMap<string, readonly string[]>,
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
    const found = {
      ...finding(classMend(index, message, classes)),
      property: keyOf(index, message, classes),
    };
    return [...classes.values()].some((fitting) => fitting.length > 0) ? found : missing(found);
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

/** The key whose class is refused, or that has none where its type has no default. */
function keyOf(
  { keys }: IndexDefinition,
  message: string,
  classes: ReadonlyMap<string, readonly string[]>,
): string {
  const wrong = /operator class "(?:\w+\.)?([^"]+)"/.exec(message)?.[1];
  const at = keys.findIndex(({ opclass, column }) =>
    wrong === undefined
      ? opclass === undefined
      : opclass?.split(".").at(-1) === wrong && !classes.get(column ?? "")?.includes(wrong),
  );
  return `keys[${Math.max(0, at)}]`;
}

function classMend(
  { keys, method = "btree" }: IndexDefinition,
  message: string,
  classes: ReadonlyMap<string, readonly string[]>,
): string {
  const wrong = /operator class "(?:\w+\.)?([^"]+)"/.exec(message)?.[1];
  const key = keys.find(({ opclass }) => opclass?.split(".").at(-1) === wrong) ?? keys[0];
  const fitting = classes.get(key?.column ?? "") ?? [];
  const meant = wrong === undefined ? undefined : nearest(wrong, fitting);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (fitting.length > 0)
    return `For ${key?.column} and ${method} there ${fitting.length === 1 ? "is" : "are"} ${fitting.join(", ")}.`;
  return `No operator class of ${method} takes it: use another method, or index an expression of another type.`;
}
