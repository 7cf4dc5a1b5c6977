#!/usr/bin/env node
// Starts the command line with a Node that runs TypeScript: this one when it is new enough, else the project's own.
// Plain JavaScript that old versions of Node read too.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 18);

if (!existsSync(join(root, "node_modules"))) {
  console.error("error: the project's packages are not installed\n  Run `npm ci`.");
  process.exitCode = 1;
} else if (newEnough) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  createRequire(import.meta.url)("node:module").enableCompileCache?.(
    process.env.NODE_COMPILE_CACHE || join(cache, "pgstack", "compiled"),
  );
  const { main } = await import("../cli/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (!existsSync(node)) {
    console.error(
      `error: Node.js ${process.versions.node} is too old, and the project's own is not installed\n  Run \`npm ci\`.`,
    );
    process.exitCode = 1;
  } else {
    // Ctrl-C reaches both through the terminal; the child decides what it means.
    process.on("SIGINT", () => {});
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: "inherit",
    });
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("close", (code, signal) => {
      process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code;
    });
  }
}
