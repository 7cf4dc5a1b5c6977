import type { Finding } from "../finding.ts";
import { runCommand } from "../run-command.ts";

/** The CLI that `up` would use, where one was found without building it. */
export interface FoundCli {
  readonly version: string;
  readonly source: string;
}

export async function checkPulumi(cli: FoundCli | undefined): Promise<Finding> {
  const name = "Pulumi CLI";
  if (cli !== undefined) return { name, level: "ok", found: `${cli.version}, ${cli.source}` };
  const go = await runCommand("go", ["env", "GOVERSION"]);
  if (go.ran) {
    return {
      name,
      level: "warn",
      found: `none yet; ${go.stdout} can build one`,
      mend: "`npm run up` builds it, once, in minutes.",
    };
  }
  return {
    name,
    level: "fail",
    found: "none, and no Go to build one",
    mend: "Install a release of the Pulumi CLI, or Go 1.25 or later (https://go.dev/dl/).",
  };
}

/** The Node language host: what plain `pulumi` needs beside the CLI, and `pgstack` does not. */
export async function checkLanguageHost(): Promise<Finding> {
  const found = await runCommand("pulumi-language-nodejs", ["--version"]);
  const name = "Node language host";
  if (found.ran || !found.missing) return { name, level: "ok", found: "on PATH: plain `pulumi` works too" };
  return { name, level: "ok", found: "none: `pgstack` needs none, plain `pulumi` does" };
}
