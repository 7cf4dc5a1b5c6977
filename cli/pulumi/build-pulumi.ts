import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";
import { userCache } from "../workspace/user-cache.ts";
import { withBuildLock } from "./build-lock.ts";
import { goBuild } from "./go-build.ts";
import type { OnStep, PulumiCli } from "./pulumi-cli.ts";

const modules = join(projectRoot, "tools", "pulumi");
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** The CLI that was built from these modules before, or `undefined`. */
export function builtPulumi(): PulumiCli | undefined {
  const { path, version } = target();
  return existsSync(path) ? { path, version, source: "built from Go modules" } : undefined;
}

/**
 * Builds the CLI from Go modules into the user's cache: minutes, once for all checkouts. A build that is cut short leaves
 * nothing that is used; a second one waits for the first and takes what it made.
 *
 * @throws UserError without a Go that can, or with what the compiler said
 */
export async function buildPulumi(onStep: OnStep): Promise<PulumiCli> {
  const { folder, path, version } = target();
  mkdirSync(folder, { recursive: true });
  return withBuildLock(join(folder, "build.lock"), onStep, async () => {
    const built = builtPulumi();
    if (built !== undefined) return built;
    removeDrafts(folder);
    const draft = join(folder, `${process.pid}.draft`);
    const began = Date.now();
    const tick = setInterval(
      () => onStep(`building the Pulumi CLI from Go modules: ${elapsed(began)}, takes minutes, once`),
      1000,
    );
    onStep("building the Pulumi CLI from Go modules: takes minutes, once");
    try {
      const flags = `-s -w -X ${versionVariable}=v${version}`;
      await goBuild(modules, ["-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", draft, command]);
      renameSync(draft, path);
    } finally {
      clearInterval(tick);
      rmSync(draft, { force: true });
    }
    return { path, version, source: `built from Go modules in ${elapsed(began)}` };
  });
}

/** Where the CLI of these very modules goes: other modules, another folder. */
function target(): { folder: string; path: string; version: string } {
  const text = readFileSync(join(modules, "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(?<version>\S+)/.exec(text)?.groups?.version;
  if (version === undefined) throw new Error(`${modules} does not say which pulumi/pkg/v3 to build`);
  const hash = createHash("sha256")
    .update(text)
    .update(readFileSync(join(modules, "go.sum")))
    .digest("hex")
    .slice(0, 12);
  const folder = join(userCache(), "pulumi", `${version}-${hash}`);
  return { folder, path: join(folder, executable), version };
}

/** What a build left that was killed: under the lock nobody else is at one. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".draft")) rmSync(join(folder, name));
  }
}

function elapsed(began: number): string {
  const seconds = Math.round((Date.now() - began) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
