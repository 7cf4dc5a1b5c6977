import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, parseDocument } from "yaml";
import { UserError } from "../../errors/user-error.ts";
import { type Config, configOf, holdsSecret } from "./stack-config.ts";

/** The tracked file with what was changed in the copy, and which keys that were. */
export interface CarriedConfig {
  readonly text: string;
  readonly set: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Carries settings that differ between the copy and what it was made from into the tracked file's text, comments kept.
 * Values that hold a secret stay: encrypted with this checkout's passphrase they are of no use to anybody else.
 *
 * @param file name of the tracked file, for the error
 * @param text of the tracked file
 * @param basis settings of the tracked file when the copy was made
 * @param local settings of the copy now
 * @throws UserError when a key was changed in both, differently
 */
export function carryConfig(file: string, text: string, basis: Config, local: Config): CarriedConfig {
  const document: Document = parseDocument(text);
  const now = configOf(document);
  const differs = (key: string, one: Config, other: Config) => !isDeepStrictEqual(one[key], other[key]);
  const changed = [...new Set([...Object.keys(basis), ...Object.keys(local)])].filter(
    (key) => differs(key, basis, local) && differs(key, local, now) && !holdsSecret(local[key]),
  );
  const clashes = changed.filter((key) => differs(key, basis, now));
  if (clashes.length > 0) {
    throw new UserError(`changed in the file and by \`pulumi config\`, differently: ${clashes.join(", ")}`, {
      where: file,
      mend: "Decide for one: write the same value into the file, or `pulumi config set` it to what the file says.",
    });
  }
  if (changed.length === 0) return { text, set: [], removed: [] };

  if (!isMap(document.contents)) document.contents = document.createNode({});
  if (!isMap(document.get("config"))) document.set("config", document.createNode({}));
  const removed = changed.filter((key) => local[key] === undefined);
  const set = changed.filter((key) => local[key] !== undefined);
  for (const key of removed) document.deleteIn(["config", key]);
  for (const key of set) document.setIn(["config", key], asWritten(local[key]));
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding: false }), set, removed };
}

/** Pulumi quotes numbers and truths; people do not. */
function asWritten(value: unknown): unknown {
  if (value === "true" || value === "false") return value === "true";
  return typeof value === "string" && /^-?(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
