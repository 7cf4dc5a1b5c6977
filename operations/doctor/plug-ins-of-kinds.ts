import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingPlugIns, type PlugIn, unobtainablePlugIns } from "../../machine/plug-ins.ts";
import { projectRoot } from "../../settings/paths.ts";
import type { ServerKind } from "../../settings/settings.ts";

/**
 * Pulumi's plug-ins, each with the kinds of servers that need it. As stacks/choice/needed-plug-ins.ts has it, which the
 * program alone may import; a test holds the two together.
 */
const kindsByPlugIn: Readonly<Record<string, readonly ServerKind[]>> = {
  docker: ["docker"],
  postgresql: ["docker", "native"],
  random: ["docker", "native"],
};

/** A plug-in, and whether this machine has it. */
export interface FoundPlugIn extends PlugIn {
  readonly kinds: readonly ServerKind[];
  readonly installed: boolean;
  /** It is installed, or the engine can download it. */
  readonly obtainable: boolean;
}

/**
 * Looks for the plug-ins of all kinds of servers.
 * @param download whether to ask the place they are downloaded from, which takes a moment; else it is taken to have them
 */
export async function findPlugIns(download: boolean, root: string = projectRoot): Promise<FoundPlugIn[]> {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const wanted = Object.entries(kindsByPlugIn).map(([name, kinds]) => ({
    name,
    kinds,
    version: dependencies[`@pulumi/${name}`] ?? "",
  }));
  const missing = missingPlugIns(wanted);
  const unobtainable = download ? await unobtainablePlugIns(missing) : [];
  const isIn = (list: readonly PlugIn[], { name }: PlugIn) => list.some((other) => other.name === name);
  return wanted.map((plugIn) => ({
    ...plugIn,
    installed: !isIn(missing, plugIn),
    obtainable: !isIn(unobtainable, plugIn),
  }));
}
