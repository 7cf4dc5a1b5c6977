import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../settings/paths.ts";
import type { Finding } from "../finding.ts";

/** How long our plug-in may take to say its port, in milliseconds. */
const startLimit = 10_000;

/** Starts our plug-in as the engine does, and ends it. */
export function checkOwnPlugIn(root: string = projectRoot): Promise<Finding> {
  const name = "Plug-in pgstack";
  const suffix = process.platform === "win32" ? ".cmd" : "";
  const child = spawn(join(root, "provider", "bin", `pulumi-resource-pgstack${suffix}`), [], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    const fail = (found: string) =>
      resolve({
        name,
        level: "fail",
        found: found.split("\n", 1)[0] ?? "",
        mend: "Run `npm ci`, then this again.",
      });
    const limit = setTimeout(() => child.kill("SIGKILL"), startLimit);
    child.on("error", (error) => fail(`does not start: ${error.message}`));
    child.on("exit", () => {
      clearTimeout(limit);
      fail(`does not start: ${stderr.trim() || "no answer"}`);
    });
    child.stdout.once("data", () => {
      resolve({ name, level: "ok", found: "starts" });
      child.kill("SIGTERM");
    });
  });
}

/** Plug-ins that other kinds of servers need. */
export function checkPlugIns(): Finding {
  const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  const wanted = ["docker", "postgresql", "random"];
  const there = list(join(home, "plugins"));
  const found = wanted.map((plugIn) => {
    const version = there
      .map((entry) => new RegExp(`^resource-${plugIn}-v(.+)$`).exec(entry)?.[1])
      .find(Boolean);
    return `${plugIn} ${version ?? "none"}`;
  });
  return {
    name: "Other plug-ins",
    level: "ok",
    found: `${found.join(", ")}; the embedded server needs none`,
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
