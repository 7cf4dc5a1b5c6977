import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../../settings/paths.ts";
import type { Finding } from "../finding.ts";

/** How long our plug-in may take to say its port, in milliseconds. */
const startLimit = 10_000;

/** Starts our plug-in as the engine does, waits for the port that the engine waits for, and ends it. */
export function checkOwnPlugIn(root: string = projectRoot): Promise<Finding> {
  const name = "Plug-in pgstack";
  const windows = process.platform === "win32";
  const began = Date.now();
  const child = spawn(join(root, "provider", "bin", `pulumi-resource-pgstack${windows ? ".cmd" : ""}`), [], {
    stdio: ["ignore", "pipe", "pipe"],
    shell: windows,
  });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    const fail = (why: string) =>
      resolve({
        name,
        level: "fail",
        found: `does not start: ${why}`,
        mend: "Run `npm ci`, then this again.",
      });
    const limit = setTimeout(() => child.kill("SIGKILL"), startLimit);
    child.on("error", (error) => {
      clearTimeout(limit);
      fail(error.message);
    });
    child.on("close", () => {
      clearTimeout(limit);
      fail(firstError(stderr) ?? `no port within ${startLimit / 1000} s`);
    });
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
      if (!/^\d+\r?\n/.test(stdout)) return;
      resolve({ name, level: "ok", found: `starts in ${((Date.now() - began) / 1000).toFixed(1)} s` });
      child.kill("SIGTERM");
    });
  });
}

/** The line of a stack trace that says what is wrong. */
function firstError(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /error/i.test(line) && !line.startsWith("node:")) ?? lines[0];
}
