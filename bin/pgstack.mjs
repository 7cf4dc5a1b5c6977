#!/usr/bin/env node
// Starts the command line with a Node that runs TypeScript: this one when it is new enough, else the project's own.
// Plain JavaScript that old versions of Node read too.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 18);

if (!existsSync(join(root, "node_modules"))) {
  fail("the project's packages are not installed");
} else if (newEnough) {
  nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE || join(userCache(), "pgstack", "compiled"));
  const { main } = await import("../cli/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  // The program itself: what lies in .bin is a script on Windows.
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(node)) runWith(node);
  else fail(`Node.js ${process.versions.node} is too old, and the project's own is not installed`);
}

function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches both through the terminal, and the child decides what it means; other signals are handed on.
  const forward = (signal) => child.kill(signal);
  const handlers = { SIGINT: () => {}, SIGTERM: forward, SIGHUP: forward };
  for (const signal of Object.keys(handlers)) process.on(signal, handlers[signal]);
  child.on("error", (error) => fail(`${node} does not run: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = code;
    if (signal === null) return;
    for (const handled of Object.keys(handlers)) process.removeAllListeners(handled);
    process.kill(process.pid, signal);
  });
}

function fail(what) {
  console.error(`error: ${what}\n  Run \`npm ci\`.`);
  process.exitCode = 1;
}

// As cli/workspace/user-cache.ts has it, which this cannot import: it would be compiled before the cache is there.
function userCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  if (process.platform === "win32" && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return join(homedir(), ".cache");
}
