import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlugIn } from "../../machine/plug-ins.ts";
import { projectRoot } from "../../settings/paths.ts";
import type { ServerKind } from "../../settings/settings.ts";

/** Plug-ins of Pulumi's that each kind of server needs; the versions are those of the packages in package.json. */
const names: Readonly<Record<ServerKind, readonly string[]>> = {
  docker: ["docker", "postgresql", "random"],
  native: ["postgresql", "random"],
  embedded: [],
};

export function neededPlugIns(kind: ServerKind): PlugIn[] {
  const text = readFileSync(join(projectRoot, "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  return names[kind].map((name) => ({ name, version: dependencies[`@pulumi/${name}`] ?? "" }));
}
