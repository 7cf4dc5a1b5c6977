import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { neededPlugIns } from "../../../stacks/choice/needed-plug-ins.ts";

/** Version of the package that is installed: the plug-in that the engine asks for with it. */
function installed(name: string): string {
  const file = join(projectRoot, "node_modules", "@pulumi", name, "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}

describe("neededPlugIns", () => {
  it.each([
    ["docker", ["docker", "postgresql", "random"]],
    ["native", ["postgresql", "random"]],
    ["embedded", []],
  ] as const)("are those of the packages that the %s server's resources come from", (kind, names) => {
    expect(neededPlugIns(kind)).toEqual(names.map((name) => ({ name, version: installed(name) })));
  });
});
