import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "../../../machine/run-command.ts";
import { projectRoot } from "../../../settings/paths.ts";
import type { Finding } from "../finding.ts";

/** The CLI that `up` would use, where one was found without building it. */
export interface FoundCli {
  readonly path: string;
  readonly version: string;
  readonly source: string;
}

const releases = "a release of the Pulumi CLI (https://www.pulumi.com/docs/install/)";

/** A Go may first fetch the newer one that the modules ask for. In milliseconds. */
const goLimit = 10_000;

/** The CLI, or what would build one. */
export async function checkPulumi(cli: FoundCli | undefined, root: string = projectRoot): Promise<Finding> {
  const name = "Pulumi CLI";
  if (cli !== undefined) return { name, level: "ok", found: `${cli.version}, ${cli.source}` };
  const modules = join(root, "tools", "pulumi");
  const needed = neededGo(modules);
  const mend = `Install ${releases}, or Go ${needed} or later (https://go.dev/dl/).`;
  const go = await runCommand("go", ["env", "GOVERSION"], { cwd: modules, timeout: goLimit });
  if (!go.ran && go.missing) return { name, level: "fail", found: "none, and no Go to build one", mend };
  if (!go.ran) return { name, level: "fail", found: `none, and Go does not run: ${go.said}`, mend };
  const version = go.stdout.replace(/^go/, "");
  if (version.localeCompare(needed, "en", { numeric: true }) < 0)
    return { name, level: "fail", found: `none, and Go ${version} is too old to build one`, mend };
  return {
    name,
    level: "warn",
    found: `none yet; Go ${version} can build one`,
    mend: "`npm run up` builds it, once, in minutes.",
  };
}

/** The Node language host: what plain `pulumi` needs beside the CLI, and `pgstack` does not. */
export function checkLanguageHost(cli: FoundCli | undefined): Finding {
  const name = "Node language host";
  const program = `pulumi-language-nodejs${process.platform === "win32" ? ".exe" : ""}`;
  const folders = [...(cli ? [dirname(cli.path)] : []), ...(process.env.PATH ?? "").split(delimiter)];
  return folders.some((folder) => folder !== "" && existsSync(join(folder, program)))
    ? { name, level: "ok", found: "there: plain `pulumi` works too" }
    : { name, level: "ok", found: "none: `pgstack` needs none, plain `pulumi` does" };
}

/** The Go that the modules ask for. */
function neededGo(modules: string): string {
  return /^go (?<version>\S+)/m.exec(readFileSync(join(modules, "go.mod"), "utf8"))?.groups?.version ?? "";
}
