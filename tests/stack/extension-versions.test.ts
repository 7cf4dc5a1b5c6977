import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { able, needsServer, settingsFor } from "./needs-server.ts";

/** Made at its version by `@pulumi/postgresql`, and brought further by it or by our own plug-in. */
describe("versions of extensions on the native server", () => {
  let checkout: Checkout;
  let model: string;
  let data: string;
  beforeEach(needsServer("native"));
  beforeAll(() => {
    if (!able("native")) return;
    data = mkdtempSync(join(tmpdir(), "pgstack-versions-"));
    // PostgreSQL never runs as root.
    chmodSync(data, 0o755);
    checkout = new Checkout();
    checkout.configure("dev", { ...settingsFor("native", data), demoData: "false" });
    model = checkout.read("model/database.ts");
  });
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  });

  function declare(version: string | undefined): void {
    const said = version === undefined ? "" : `, version: "${version}"`;
    const extensions = `extensions: [{ name: "vector" }, { name: "hstore"${said} }]`;
    writeFileSync(
      checkout.path("model/database.ts"),
      model.replace('extensions: [{ name: "vector" }]', extensions),
    );
  }
  const installed = async () =>
    (await checkout.query("SELECT extversion AS version FROM pg_extension WHERE extname = 'hstore'"))[0]
      ?.version;

  it("are what is declared, from the first up on", async () => {
    declare("1.6");
    await checkout.mustRun("up");
    expect(await installed()).toBe("1.6");
    declare("1.7");
    expect((await checkout.mustRun("preview")).stderr).toContain("~ hstore");
    await checkout.mustRun("up");
    expect(await installed()).toBe("1.7");
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });

  it.each([
    ["9.9", "hstore 9.9 is not on the server, which has "],
    ["1.5", "hstore is 1.7, and the server has no way from there to 1.5: extensions are not downgraded"],
  ])("are noted in a preview and refused by up where %s cannot be", async (version, why) => {
    declare(version);
    const { code, stderr } = await checkout.pgstack("preview");
    expect({ code, why: stderr.includes(why) }).toEqual({ code: 0, why: true });
    expect((await checkout.pgstack("up")).code).toBe(1);
    expect(await installed()).toBe("1.7");
  });

  it("are said to be behind by a preview and by doctor where none is declared", async () => {
    declare(undefined);
    await checkout.mustRun("up");
    const { stderr } = await checkout.mustRun("preview", "--expect-no-changes");
    expect(stderr).toMatch(
      /database-extensions: hstore is 1\.7, and the server brings [\d.]+: declare version: "latest"/,
    );
    const findings: { name: string; found: string }[] = JSON.parse(
      (await checkout.pgstack("doctor", "--json")).stdout,
    );
    expect(findings.filter(({ name }) => name === "Extension").map(({ found }) => found)).toEqual([
      expect.stringMatching(/^hstore is 1\.7, and the server brings /),
    ]);
  });

  it("are the server's newest where that is declared", async () => {
    declare("latest");
    await checkout.mustRun("up");
    expect(Number(await installed())).toBeGreaterThan(1.7);
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });
});
