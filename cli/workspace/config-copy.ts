import { type Document, isMap, isScalar, parseDocument } from "yaml";
import { configOf, holdsSecret, ownEntries, textOf } from "./stack-config.ts";

/**
 * The text of the copy that Pulumi works with.
 *
 * Single values are quoted: Pulumi would quote them itself when it next writes the file, and what it takes for a number,
 * a date or a truth is not quite what YAML says.
 *
 * @param tracked text of the tracked file, the source of all settings
 * @param last text of the copy as Pulumi left it, the source of what stays on this machine: the salt of the passphrase,
 *   and values encrypted with it
 */
export function configCopy(tracked: string, last: string): string {
  const copy: Document = parseDocument(tracked);
  if (!isMap(copy.contents)) copy.contents = copy.createNode({});
  const before = parseDocument(last);
  const secrets = Object.entries(configOf(before)).filter(([, value]) => holdsSecret(value));

  if (!isMap(copy.get("config"))) copy.set("config", copy.createNode({}));
  for (const { value } of configItems(copy)) {
    if (!isScalar(value)) continue;
    value.value = textOf(value);
    value.type = "QUOTE_DOUBLE";
  }
  for (const [key, value] of secrets) copy.setIn(["config", key], copy.createNode(value));
  for (const entry of ownEntries) {
    copy.delete(entry);
    const own = isMap(before.contents) ? before.get(entry) : undefined;
    if (own !== undefined) copy.set(entry, own);
  }
  return copy.toString({ lineWidth: 0 });
}

function configItems(document: Document) {
  const config = document.get("config");
  return isMap(config) ? config.items : [];
}
