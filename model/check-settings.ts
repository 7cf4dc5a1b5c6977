import { serverParameters, superuserParameters } from "./role-parameters.ts";

/** `work_mem`, or `hnsw.ef_search` of an extension. */
const name = /^[a-z_][a-z0-9_$]*(\.[a-z_][a-z0-9_$]*)?$/i;

/** What is wrong with a role's settings without asking a server: a sentence each, which begins with the parameter. */
export function checkSettings(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([parameter, value]) => {
    const lower = parameter.toLowerCase();
    if (!name.test(parameter)) return [`"${parameter}" is no name of a parameter`];
    if (serverParameters.has(lower))
      return [`${parameter} is of the whole server and no role's: set it in the server's configuration`];
    if (superuserParameters.has(lower))
      return [`${parameter} is for a superuser to set, and RDS has none for you: leave it out`];
    const isList = Array.isArray(value) && value.length > 0 && value.every((item) => isText(item));
    if (!isList && !isText(value) && !Number.isFinite(value) && typeof value !== "boolean")
      return [`${parameter} must be a text, a number, true, false or a list of names`];
    return [];
  });
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.includes("\0");
}
