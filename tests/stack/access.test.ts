import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

/** A command of a document and what it prints, as its `console` blocks have them. */
interface Example {
  readonly command: string;
  readonly output: string;
}

function examplesOf(document: string): Example[] {
  return [
    ...document.matchAll(/```console\n\$ (?<command>[^\n]*)\n(?<output>[^`]*(?:`[^`\n]+`[^`]*)*)```/g),
  ].map(({ groups }) => ({ command: groups?.command ?? "", output: groups?.output ?? "" }));
}

describe("pgstack access", () => {
  let checkout: Checkout;
  beforeAll(async () => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "embedded", demoData: "false" });
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("prints what docs/access-audit.md shows, in the order it stands there", async () => {
    const examples = examplesOf(checkout.read("docs/access-audit.md"));
    expect(examples).toHaveLength(8);
    for (const { command, output } of examples) {
      const { code, stdout, stderr } = await checkout.run("sh", ["-c", command]);
      expect({ command, output: stdout, stderr }).toEqual({ command, output, stderr: "" });
      const differs = / differences?: /.test(output) && !command.includes("--dry-run");
      expect({ command, code }).toEqual({ command, code: differs ? 1 : 0 });
    }
  });

  it("finds nothing after an up, for programs too", async () => {
    const { stdout } = await checkout.mustRun("access", "check", "--json");
    expect(JSON.parse(stdout)).toEqual({ findings: [], unseen: [] });
  });

  it("says the same of a difference whenever it is asked, and what a repair did", async () => {
    await checkout.query("REVOKE SELECT ON commerce.orders FROM mcp_reader", "mcp_admin");
    const finding = {
      key: "privilege/table/commerce.orders/mcp_reader/lacks/SELECT",
      severity: "medium",
      where: "table commerce.orders",
      what: "mcp_reader lacks SELECT",
      expected: "SELECT",
      actual: "nothing of it",
      mender: "fix",
      sql: ['GRANT SELECT ON TABLE "commerce"."orders" TO "mcp_reader"'],
    };
    for (let run = 0; run < 2; run++) {
      const { code, stdout } = await checkout.pgstack("access", "check", "--json");
      expect({ code, report: JSON.parse(stdout) }).toEqual({
        code: 1,
        report: { findings: [finding], unseen: [] },
      });
    }
    const step = { sql: finding.sql[0], keys: [finding.key] };
    const planned = await checkout.mustRun("access", "fix", "--dry-run", "--json");
    expect(JSON.parse(planned.stdout)).toEqual({ planned: [step], left: [] });
    expect(await checkout.pgstack("access", "fix")).toMatchObject({
      code: 1,
      stderr: "error: stack dev: there is no terminal to ask at\n  Say so with --yes.\n",
    });
    const { stdout } = await checkout.mustRun("access", "fix", "--yes", "--json");
    expect(JSON.parse(stdout)).toEqual({ done: [step], refused: [], findings: [], unseen: [] });
  });

  it("gives programs the matrix by names", async () => {
    const { stdout } = await checkout.mustRun("access", "matrix", "--object", "orders", "--json");
    const { roles, objects } = JSON.parse(stdout);
    expect(roles).toEqual([
      "mcp_app",
      "mcp_migrator",
      "mcp_monitor",
      "mcp_owner",
      "mcp_reader",
      "mcp_readonly",
    ]);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({
      kind: "table",
      schema: "commerce",
      name: "orders",
      owner: "mcp_owner",
      access: {
        mcp_app: { privileges: ["SELECT", "INSERT", "UPDATE", "DELETE"], grantable: [], reachable: true },
        mcp_migrator: { as: "owner" },
        mcp_reader: { privileges: ["SELECT"], grantable: [], reachable: true },
      },
    });
  });

  it.each([
    [["matrix", "--role", "nobody"], 1, 'error: --role: there is no role "nobody"\n  There are mcp_admin, '],
    [["matrix", "--schema", "nosuch"], 1, 'error: --schema: there is no schema "nosuch"\n'],
    [["matrix", "--object", "nosuch"], 1, 'error: --object: there is no object "nosuch" in any schema\n'],
    [["matrx"], 2, "error: unknown command 'matrx'\n(Did you mean matrix?)\n"],
    [["check", "--all"], 2, "error: unknown option '--all'\n"],
    [[], 2, "Usage: pgstack access [options] [command]\n"],
  ])("says of %j what is wrong", async (args, code, said) => {
    const ended = await checkout.pgstack("access", ...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" });
    expect(ended.stderr.slice(0, said.length)).toBe(said);
  });
});
