import { type Document, isAlias, isCollection, isMap, isScalar, type Pair } from "yaml";
import { fullKey, keys, namespace } from "./keys/keys.ts";
import { hidden, type Mistake } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { productionKeys } from "./production/keys/production-keys.ts";
import { severalValues } from "./production/keys/several-values.ts";

const allKeys = { ...keys, ...productionKeys };

/** What a stack's file says about our keys. */
export interface StackFile {
  /** Key without namespace -> the text as written. */
  readonly raw: Record<string, string>;
  readonly secretKeys: Set<string>;
  /** What is wrong with the file itself; the values are yet to be checked. */
  readonly mistakes: Mistake[];
}

/** Collects our keys from a file that is valid YAML. Keys of other namespaces and Pulumi's own entries are left alone. */
export function readDocument(document: Document): StackFile {
  const file: StackFile = { raw: {}, secretKeys: new Set(), mistakes: [] };
  const root = document.contents;
  if (isMap(root)) {
    for (const pair of root.items) readTopLevel(pair, document, file);
  } else if (!isEmpty(root)) {
    file.mistakes.push({ key: "config", problem: "not there", mend: "begin the file with a line config:" });
  }
  return file;
}

function readTopLevel({ key, value }: Pair, document: Document, file: StackFile): void {
  const name = textOf(key);
  const entries = resolve(value, document);
  if (name === "config" && isMap(entries)) {
    for (const entry of entries.items)
      readSetting(textOf(entry.key), resolve(entry.value, document), document, file);
  } else if (name === "config" && !isEmpty(entries)) {
    const mend = `write one setting a line, indented, such as ${fullKey("port")}: 5433`;
    file.mistakes.push({ key: name, problem: "holds no settings", mend });
  } else if (name.startsWith(`${namespace}:`) || Object.hasOwn(allKeys, name)) {
    file.mistakes.push({ key: name, problem: "not below config:", mend: "move it there, indented" });
  } else if (name !== "config" && nearest(name, ["config"])) {
    file.mistakes.push({ key: name, problem: "nothing Pulumi reads", mend: "did you mean config?" });
  }
}

function readSetting(written: string, value: unknown, document: Document, file: StackFile): void {
  // The longer form is an old one that the engine takes for the same.
  const [, space, name = ""] = /^(?:(?<space>[^:]*):(?:config:)?)?(?<name>.*)$/s.exec(written) ?? [];
  if (space === undefined) {
    file.mistakes.push(withoutNamespace(written));
  } else if (space !== namespace) {
    const meant = nearest(space, [namespace]) && nearest(name, Object.keys(allKeys));
    if (!meant) return;
    file.mistakes.push({
      key: written,
      problem: "no namespace of ours",
      mend: `did you mean ${fullKey(meant)}?`,
    });
  } else if (isMap(value) && value.has("secure")) {
    file.raw[name] = hidden;
    file.secretKeys.add(name);
  } else if (isScalar(value)) {
    file.raw[name] = scalarText(value.value, value.source);
  } else if (isEmpty(value)) {
    file.raw[name] = "";
  } else if (severalValues.has(name) && isCollection(value)) {
    // As the engine hands it on.
    file.raw[name] = JSON.stringify(value.toJS(document));
  } else {
    file.mistakes.push({ key: written, problem: "more than one value", mend: "give it a single one" });
  }
}

function withoutNamespace(key: string): Mistake {
  const meant = key === namespace ? undefined : nearest(key, Object.keys(allKeys));
  const mend = `write ${meant === undefined ? "the key in full, such as pgstack:port" : fullKey(meant)}`;
  return { key, problem: `not in the namespace ${namespace}:`, mend };
}

/** Numbers as they were written: 010 and 1e3 are for the key to judge. Booleans as Pulumi hands them on. */
function scalarText(value: unknown, source: string | undefined): string {
  if (value === null) return "";
  return typeof value === "number" || typeof value === "bigint" ? (source ?? String(value)) : String(value);
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function resolve(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}
