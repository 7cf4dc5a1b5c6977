import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { projectRoot } from "../../settings/paths.ts";
import { userCache } from "../workspace/user-cache.ts";
import { withBuildLock } from "./build-lock.ts";
import type { OnStep, PulumiCli } from "./pulumi-cli.ts";

const modules = join(projectRoot, "tools", "pulumi");
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** How the CLI can be had otherwise. */
const otherWays =
  "Install a release of the Pulumi CLI (https://www.pulumi.com/docs/install/) so that `pulumi` is on PATH, or Go " +
  "(https://go.dev/dl/), with which one is built here.";

/** The CLI that was built from these modules before, or `undefined`. */
export function builtPulumi(): PulumiCli | undefined {
  const { path, version } = target();
  return existsSync(path) ? { path, version, source: "built from Go modules" } : undefined;
}

/**
 * Builds the CLI from Go modules into the user's cache: minutes, once for all checkouts. A build that is cut short leaves
 * nothing; a second one waits for the first and takes what it made.
 *
 * @throws UserError without Go, or with what the compiler said
 */
export async function buildPulumi(onStep: OnStep): Promise<PulumiCli> {
  const { folder, path, version } = target();
  mkdirSync(folder, { recursive: true });
  return withBuildLock(join(folder, "build.lock"), onStep, async () => {
    const built = builtPulumi();
    if (built !== undefined) return built;
    const draft = `${path}.${process.pid}`;
    const began = Date.now();
    const tick = setInterval(
      () => onStep(`building the Pulumi CLI from Go modules: ${elapsed(began)}, takes minutes, once`),
      1000,
    );
    onStep("building the Pulumi CLI from Go modules: takes minutes, once");
    try {
      await go([
        "build",
        "-trimpath",
        "-ldflags",
        `-s -w -X ${versionVariable}=v${version}`,
        "-o",
        draft,
        command,
      ]);
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
  const version =
    /github\.com\/pulumi\/pulumi\/pkg\/v3 v(?<version>\S+)/.exec(text)?.groups?.version ?? "0.0.0";
  const hash = createHash("sha256")
    .update(text)
    .update(readFileSync(join(modules, "go.sum")))
    .digest("hex")
    .slice(0, 12);
  const folder = join(userCache(), "pulumi", `${version}-${hash}`);
  return { folder, path: join(folder, executable), version };
}

function go(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, { cwd: modules, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk).slice(-4000);
    });
    child.on("error", (cause) =>
      reject(
        new UserError("there is no Pulumi CLI, and no Go to build one", {
          where: "pulumi",
          mend: otherWays,
          cause,
        }),
      ),
    );
    child.on("close", (code) => (code === 0 ? resolve() : reject(failed(stderr))));
  });
}

function failed(stderr: string): UserError {
  const said = stderr
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("go: downloading"))
    .slice(-5)
    .join("\n  ");
  return new UserError(`the Pulumi CLI could not be built:\n  ${said || "the build was cut short"}`, {
    where: "go build",
    mend: otherWays,
  });
}

function elapsed(began: number): string {
  const seconds = Math.round((Date.now() - began) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
