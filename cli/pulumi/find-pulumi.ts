import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { satisfies } from "semver";
import { buildPulumi, builtPulumi } from "./build-pulumi.ts";
import { cliVersion } from "./cli-version.ts";
import type { OnStep, PulumiCli } from "./pulumi-cli.ts";
import { requiredVersion } from "./required-version.ts";

/**
 * The Pulumi CLI to use: the one on PATH when it is new enough, else one built from Go modules before, else one built
 * now, which takes minutes.
 *
 * @throws UserError when there is none and none can be built
 */
export async function findPulumi(onStep: OnStep = () => undefined): Promise<PulumiCli> {
  return (await foundPulumi()) ?? (await buildPulumi(onStep));
}

/** The CLI that is there already, without building one. */
export async function foundPulumi(): Promise<PulumiCli | undefined> {
  const range = requiredVersion();
  for (const path of onPath("pulumi")) {
    const version = await cliVersion(path);
    if (version !== undefined && satisfies(version, range, { includePrerelease: true }))
      return { path, version, source: "on PATH" };
  }
  return builtPulumi();
}

/** Executables of this name on PATH, first found first. */
export function onPath(name: string): string[] {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, file))
    .filter((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    })
    .map((path) => realpathSync(path));
}
