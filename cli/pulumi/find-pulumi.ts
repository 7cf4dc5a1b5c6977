import { satisfies } from "semver";
import { buildPulumi, builtPulumi } from "./build-pulumi.ts";
import { cliVersion } from "./cli-version.ts";
import { installedPulumis } from "./installed-pulumi.ts";
import type { OnStep, PulumiCli } from "./pulumi-cli.ts";
import { requiredVersion } from "./required-version.ts";

/**
 * The Pulumi CLI to use: an installed release that is new enough, else one built from Go modules before, else one built
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
  for (const { path, source } of installedPulumis()) {
    const version = await cliVersion(path);
    if (version !== undefined && satisfies(version, range, { includePrerelease: true }))
      return { path, version, source };
  }
  return builtPulumi();
}
