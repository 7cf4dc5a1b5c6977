import type { IndexDefinition, IndexKey } from "../../../model/index-definition.ts";
import { nearest } from "../../../settings/nearest.ts";
import type { NamedType } from "../../../sql/index/preflight/read-operator-classes.ts";

/** What the catalog has of operator classes, for an index that was refused over one. */
export interface KnownClasses {
  /** Those that fit each indexed column, by its name, the default first. */
  readonly ofColumn: ReadonlyMap<string, readonly string[]>;
  /** Type of each indexed column. */
  readonly types: ReadonlyMap<string, string>;
  /** The type that has no default class, where that is what the server says. */
  readonly named: NamedType | undefined;
}

/** What is wrong with an operator class. */
export interface ClassRefusal {
  readonly property: string;
  readonly mend: string;
  /** Whether an extension that is declared too may bring what is not there, or may bring more of it. */
  readonly mayCome: boolean;
}

/** Methods that an extension brings defaults for, of types that others of its classes take: btree_gin and btree_gist. */
const extended: ReadonlySet<string> = new Set(["gin", "gist"]);

/** The type that has no default class in a message of the server's. */
export function typeWithoutDefault(message: string): string | undefined {
  return /^data type (.+) has no default operator class/.exec(message)?.[1];
}

/** A refusal of the server's over an operator class: the key that it is about, and what mends it. */
export function classRefusal(
  { keys, method = "btree" }: IndexDefinition,
  message: string,
  classes: KnownClasses,
): ClassRefusal {
  const wrong = /operator class "(?:\w+\.)?([^"]+)"/.exec(message)?.[1];
  const at = Math.max(0, wrong === undefined ? withoutClass(keys, classes) : withClass(keys, wrong, classes));
  const key = keys[at];
  const fitting =
    wrong === undefined ? (classes.named?.classes ?? []) : (classes.ofColumn.get(key?.column ?? "") ?? []);
  return {
    property: `keys[${at}]`,
    mend: mendOf(key, method, fitting, wrong),
    mayCome:
      wrong === undefined
        ? fitting.length === 0 || extended.has(method)
        : /" does not exist for access method/.test(message),
  };
}

/** The key of a type that has no default, where it names none. */
function withoutClass(keys: readonly IndexKey[], { types, named }: KnownClasses): number {
  const unnamed = (key: IndexKey) => key.opclass === undefined;
  const at = keys.findIndex((key) => unnamed(key) && types.get(key.column ?? "") === named?.type);
  if (named !== undefined && at >= 0) return at;
  const expression = keys.findIndex((key) => unnamed(key) && key.expression !== undefined);
  return expression >= 0 ? expression : keys.findIndex(unnamed);
}

/** The key whose class is refused. */
function withClass(keys: readonly IndexKey[], wrong: string, { ofColumn }: KnownClasses): number {
  return keys.findIndex(
    ({ opclass, column }) =>
      opclass?.split(".").at(-1) === wrong && !ofColumn.get(column ?? "")?.includes(wrong),
  );
}

function mendOf(
  key: IndexKey | undefined,
  method: string,
  fitting: readonly string[],
  wrong: string | undefined,
): string {
  const meant = wrong === undefined ? undefined : nearest(wrong, fitting);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (fitting.length > 0)
    return `For ${key?.column ?? key?.expression} and ${method} there ${fitting.length === 1 ? "is" : "are"} ${fitting.join(", ")}.`;
  return `No operator class of ${method} takes it: use another method, or index an expression of another type.`;
}
