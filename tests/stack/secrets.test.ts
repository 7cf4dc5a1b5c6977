import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { processesOf } from "./processes.ts";

/** Files that are there to hold a secret, each with mode 0600. */
const keepers = [
  ".pgstack/passphrase",
  ".pgstack/stacks/dev/pgpass",
  ".pgstack/stacks/dev/run/admin.password",
];

describe("generated secrets", () => {
  let checkout: Checkout;
  let secrets: [name: string, secret: string][];
  let printed = "";

  beforeAll(async () => {
    checkout = new Checkout();
    for (const args of [
      ["up", "--debug"],
      ["up", "--refresh"],
      ["preview"],
      ["outputs"],
      ["outputs", "--json"],
      ["doctor", "--json"],
    ]) {
      const { stdout, stderr } = await checkout.mustRun(...args);
      printed += stdout + stderr;
    }
    const failed = await checkout.pgstack("query", "--role", "mcp_app", "--debug", "SELECT nothing");
    printed += failed.stdout + failed.stderr;
    const { urls } = JSON.parse((await checkout.mustRun("outputs", "--json", "--show-secrets")).stdout);
    secrets = [
      ["passphrase", checkout.read(".pgstack/passphrase").trim()],
      ["administrator", checkout.read(".pgstack/stacks/dev/run/admin.password").trim()],
      ...Object.entries<string>(urls).map(([role, url]): [string, string] => [role, new URL(url).password]),
    ];
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("are seven, and long", () => {
    expect(secrets.map(([name]) => name)).toEqual([
      "passphrase",
      "administrator",
      "mcp_app",
      "mcp_migrator",
      "mcp_monitor",
      "mcp_reader",
      "mcp_readonly",
    ]);
    for (const [, secret] of secrets) expect(secret.length).toBeGreaterThanOrEqual(32);
  });

  it("are kept in files for their owner alone", () => {
    for (const file of keepers) expect(statSync(checkout.path(file)).mode & 0o777).toBe(0o600);
  });

  it("are in no other file: not in the state, a log, the data or the write-ahead log", () => {
    const files = filesOf(checkout.path(".pgstack")).filter(
      (file) => !keepers.some((keeper) => file.endsWith(keeper)),
    );
    expect(files.some((file) => file.includes("/state/"))).toBe(true);
    expect(files.some((file) => file.endsWith("server.log"))).toBe(true);
    const found = files.flatMap((file) => {
      const content = readFileSync(file);
      return secrets.filter(([, secret]) => content.includes(secret)).map(([name]) => `${name} in ${file}`);
    });
    expect(found).toEqual([]);
  });

  it("are printed by no command that was not asked for them", () => {
    expect(secrets.filter(([, secret]) => printed.includes(secret))).toEqual([]);
  });

  it("are in no process list", () => {
    const processes = processesOf(checkout.folder);
    expect(processes.length).toBeGreaterThan(0);
    for (const pid of processes) {
      const shown =
        readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
      expect(secrets.filter(([, secret]) => shown.includes(secret))).toEqual([]);
    }
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : entry.isFile() ? [path] : [];
  });
}
