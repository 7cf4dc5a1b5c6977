import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { needsLanguageHost } from "./needs-language-host.ts";

describe("plain pulumi on the same state", () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  beforeEach(needsLanguageHost);
  afterAll(() => checkout[Symbol.asyncDispose]());

  const connection =
    "urn:pulumi:dev::pgstack::pgstack:index:Database$pulumi:providers:pgstack::database-connection";

  /** As a user does: eval "$(npx pgstack env)", then pulumi. */
  const pulumi = (command: string) =>
    checkout.run("sh", ["-c", `eval "$(node bin/pgstack.mjs env)" && pulumi ${command} --non-interactive`]);

  it("brings the stack up on a fresh clone, and leaves it clean", async () => {
    const { code, stdout, stderr } = await pulumi("up --yes --skip-preview");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\+ \d+ created/);
    expect(checkout.gitStatus()).toBe("");
  });

  it("proposes nothing on what pgstack left, nor pgstack on what it left", async () => {
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
    const { code, stdout } = await pulumi("preview --expect-no-changes");
    expect({ code, unchanged: /unchanged/.test(stdout) }).toEqual({ code: 0, unchanged: true });
    expect(checkout.gitStatus()).toBe("");
  });

  it("brings a killed server back", async () => {
    process.kill(JSON.parse(checkout.read(".pgstack/stacks/dev/run/ready.json")).pid, "SIGKILL");
    const { code } = await pulumi("up --yes --skip-preview");
    expect(code).toBe(0);
    expect(await checkout.query("SELECT count(*) > 0 AS alive FROM commerce.orders")).toEqual([
      { alive: "t" },
    ]);
  });

  it("imports an index that is there", async () => {
    await checkout.query("CREATE INDEX by_hand_idx ON commerce.orders (status)", "mcp_admin");
    const { code, stdout, stderr } = await pulumi(
      `import pgstack:index:Index by-hand commerce.by_hand_idx --provider 'connection=${connection}' --yes --protect=false --generate-code=false`,
    );
    expect({ code, stdout, stderr }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 imported"),
    });
    const { stdout: state } = await pulumi("stack export");
    const imported = JSON.parse(state).deployment.resources.find(
      ({ id }: { id?: string }) => id === "commerce.by_hand_idx",
    );
    expect(imported.inputs).toEqual({
      schema: "commerce",
      name: "by_hand_idx",
      table: "orders",
      keys: [{ column: "status" }],
    });
  });

  it("imports what docs/access.md says can be", async () => {
    const documented = checkout.read("docs/access.md").match(/(?<=^pulumi )import .*$/gm) ?? [];
    expect(documented.length).toBe(4);
    for (const command of documented) {
      const line = command.replace(/ (?=\S+ \S+ --provider)/, " by-hand-").replace("<urn>", connection);
      const { code, stdout } = await pulumi(
        `${line.replace(/connection=\S+/, "'$&'")} --yes --protect=false --generate-code=false`,
      );
      expect({ command, code, imported: stdout.includes("1 imported") }).toEqual({
        command,
        code: 0,
        imported: true,
      });
    }
  });

  it("carries what `pulumi config set` changed into the tracked file, comments kept", async () => {
    expect((await pulumi("config set pgstack:foreignKeyIndexes true")).code).toBe(0);
    const { stderr } = await checkout.mustRun("preview");
    expect(stderr).toContain(
      "carried pgstack:foreignKeyIndexes, set by `pulumi config set`, into Pulumi.dev.yaml",
    );
    expect(checkout.read("Pulumi.dev.yaml")).toContain("pgstack:foreignKeyIndexes: ");
    expect(checkout.read("Pulumi.dev.yaml")).toContain("# About 40,000 rows");
    expect(checkout.read("Pulumi.dev.yaml")).not.toContain("encryptionsalt");
  });

  it("destroys it, and the choice of the server is forgotten", async () => {
    expect((await pulumi("destroy --yes --skip-preview")).code).toBe(0);
    expect(() => checkout.read(".pgstack/stacks/dev/server.json")).toThrow("ENOENT");
  });
});
