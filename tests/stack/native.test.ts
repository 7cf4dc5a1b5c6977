import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { able, needsServer, settingsFor } from "./needs-server.ts";
import { processesOf, until } from "./processes.ts";

const fingerprint =
  "SELECT count(*) AS rows, md5(string_agg(id::text || status, ',' ORDER BY id)) AS hash FROM commerce.orders";

describe("a stack on the native server that bad times come to", () => {
  let checkout: Checkout;
  let data: string;
  const postmaster = () => Number(readFileSync(join(data, "dev/postmaster.pid"), "utf8").split("\n")[0]);

  beforeAll(async () => {
    if (!able("native")) return;
    checkout = new Checkout();
    data = mkdtempSync(join(tmpdir(), "pgstack-data-"));
    chmodSync(data, 0o755);
    checkout.configure("dev", { ...settingsFor("native", data), demoData: "true" });
    await checkout.mustRun("up");
  });
  beforeEach(needsServer("native"));
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    rmSync(data ?? "", { recursive: true, force: true });
  });

  it("runs as an ordinary user", () => {
    expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
  });

  it.each([[[]], [["--refresh"]]])("comes back with every row after kill -9: up %s", async (options) => {
    const before = await checkout.query(fingerprint);
    process.kill(postmaster(), "SIGKILL");
    expect((await checkout.mustRun("up", ...options)).stderr).toMatch(
      /^ {2}~ server \(status\) +NativeServer +[\d.]+ s\n1 updated in /,
    );
    expect(await checkout.query(fingerprint)).toEqual(before);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("makes everything again when its data was deleted", async () => {
    const before = await checkout.query(fingerprint);
    process.kill(postmaster(), "SIGKILL");
    rmSync(join(data, "dev"), { recursive: true });
    await checkout.mustRun("up");
    expect(await checkout.query(fingerprint)).toEqual(before);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("is destroyed while it is dead, and leaves nothing", async () => {
    process.kill(postmaster(), "SIGKILL");
    await checkout.mustRun("destroy", "--yes");
    await until("every process has ended", () => processesOf(join(data, "dev")).length === 0);
    expect(statSync(join(data, "dev"), { throwIfNoEntry: false })).toBeUndefined();
  });
});
