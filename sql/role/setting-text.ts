import { listParameters } from "../../model/role-parameters.ts";
import type { SettingValue } from "../../model/role-settings.ts";
import { quoteLiteral, quoteName } from "../quote.ts";

/** A value as ALTER ROLE ... SET takes it: a constant, or one for each name of a list. */
export function settingConstants(parameter: string, value: SettingValue): string {
  return settingItems(parameter, value)
    .map((item) => quoteLiteral(item).trim())
    .join(", ");
}

/**
 * Whether what the catalog keeps of a parameter is what is declared. It keeps the text that it was given, in which 5000 is
 * another value than 5s, and of a list its names, quoted where PostgreSQL thinks it has to.
 */
export function isSetting(parameter: string, value: SettingValue, kept: string): boolean {
  const items = settingItems(parameter, value);
  return isList(parameter) ? namesIn(kept).join("\0") === items.join("\0") : kept === items.join(", ");
}

/** `hnsw.ef_search` as SQL has it. */
export function quoteParameter(parameter: string): string {
  return parameter.split(".").map(quoteName).join(".");
}

function settingItems(parameter: string, value: SettingValue): string[] {
  if (typeof value === "boolean") return [value ? "on" : "off"];
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") return isList(parameter) ? namesIn(value) : [value];
  return [...value];
}

function isList(parameter: string): boolean {
  return listParameters.has(parameter.toLowerCase());
}

/** Names in a list as SQL writes it: `"$user", public`. Names without quotes are in lower case, as PostgreSQL takes them. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\s*(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^",\s]+))\s*(?:,|$)/g)].map(
    ({ groups }) =>
      groups?.quoted === undefined
        ? (groups?.plain ?? "").toLowerCase()
        : groups.quoted.replaceAll('""', '"'),
  );
}
