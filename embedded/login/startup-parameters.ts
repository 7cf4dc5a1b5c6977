import type { StartupParameter } from "../engine/channel.ts";
import { parseStartupOptions } from "../wire/startup-options.ts";
import type { RoleOfLogin } from "./role-of-login.ts";

/** Names in a start-up packet that are not parameters of the server. */
const others = new Set(["user", "database", "options", "replication"]);

/**
 * The parameters a connection starts with: those of its role, then those it asks for, later ones instead of earlier ones.
 *
 * @throws WireError when `options` cannot be read
 */
export function startupParameters(given: ReadonlyMap<string, string>, role: RoleOfLogin): StartupParameter[] {
  const byRole = role.settings.map((line) => splitSetting(line));
  const asked = [
    ...parseStartupOptions(given.get("options") ?? ""),
    ...[...given].filter(([name]) => !others.has(name) && !name.startsWith("_pq_.")),
  ];
  const origin = role.superuser ? "superuser client" : "client";
  const parameters = new Map<string, StartupParameter>();
  for (const [name, value] of byRole) put(parameters, { name, value, origin: "role" });
  for (const [name, value] of asked) put(parameters, { name, value, origin });
  return [...parameters.values()];
}

function put(parameters: Map<string, StartupParameter>, parameter: StartupParameter): void {
  const name = parameter.name.toLowerCase();
  parameters.delete(name);
  parameters.set(name, { ...parameter, name });
}

function splitSetting(line: string): [name: string, value: string] {
  const equals = line.indexOf("=");
  return [line.slice(0, equals), line.slice(equals + 1)];
}
