import { type Document, isMap, isScalar } from "yaml";

/** The settings of a stack's file by their full key; single values as text, which is how Pulumi keeps them. */
export type Config = Readonly<Record<string, unknown>>;

/** Pulumi's own entries of a stack's file, which follow from one developer's passphrase. */
export const ownEntries = ["encryptionsalt", "encryptedkey", "secretsprovider"] as const;

/** Reads the settings. `true` and `"true"` are the same one, and so are 5433 and `"5433"`. */
export function configOf(document: Document): Config {
  const config = document.get("config");
  if (!isMap(config)) return {};
  return Object.fromEntries(
    config.items.map(({ key, value }) => [
      isScalar(key) ? String(key.value) : String(key),
      isScalar(value) ? textOf(value) : (value as { toJS(document: Document): unknown }).toJS(document),
    ]),
  );
}

/** A single value as it is written, but for quotes: 010 and 1e3 are for the settings to judge. */
export function textOf({ value, source }: { value: unknown; source?: string }): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : (source ?? String(value));
}

/** Whether a value, or one inside it, is encrypted. */
export function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "secure" in value || Object.values(value).some(holdsSecret);
}
