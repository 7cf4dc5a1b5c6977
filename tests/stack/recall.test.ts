import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../settings/paths.ts";
import { Checkout } from "./checkout.ts";
import { shellCommands } from "./shell-commands.ts";

const documentation = readFileSync(join(projectRoot, "docs/recall.md"), "utf8");
const index = "rag.conversation_chunks_embedding_idx";

describe("a recall goal in the model", () => {
  let checkout: Checkout;
  const admin = (sql: string) => checkout.query(sql, "mcp_admin");
  const edit = (from: string, to: string) => {
    const text = checkout.read("model/database.ts");
    expect(text).toContain(from);
    writeFileSync(checkout.path("model/database.ts"), text.replace(from, to));
  };
  /** What sessions of roles begin with, by role. */
  const settings = async () =>
    Object.fromEntries(
      (
        await admin(`SELECT setrole::regrole::text AS role, substr(kept, length('hnsw.ef_search=') + 1) AS value
          FROM pg_db_role_setting, unnest(setconfig) AS kept WHERE kept LIKE 'hnsw.%' ORDER BY 1`)
      ).map(({ role, value }) => [role, Number(value)]),
    );
  const measured = async () => {
    const { stdout, code } = await checkout.pgstack("index", "recall", "--json", index);
    return { code, ...JSON.parse(stdout).indexes[0] };
  };

  beforeAll(async () => {
    checkout = new Checkout();
    checkout.configure("dev", { demoData: "false", embeddingDimensions: "24" });
    const [, declaration = ""] = /<!-- goal -->\n```ts\n(?<code>[^`]*)```/.exec(documentation) ?? [];
    const [, goal = ""] = /\n {2}(?<goal>recall: .*)\n/.exec(declaration) ?? [];
    expect(goal).toMatch(/^recall: \{/);
    // What the page shows is the model's index, and the goal.
    const lines = declaration.split("\n").map((line) => line.trim());
    const own = checkout
      .read("model/database.ts")
      .split("\n")
      .map((line) => line.trim());
    expect(
      lines.filter((line) => line !== goal && line !== "" && line !== "}" && !own.includes(line)),
    ).toEqual([]);
    edit(
      "with: { m: 16, ef_construction: 64 },",
      `with: { m: 16, ef_construction: 64 },\n            ${goal}`,
    );
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("leaves an index without rows at pgvector's own value", async () => {
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toMatch(/\+ rag-conversation_chunks_embedding_idx-recall +IndexRecall/);
    expect(stderr).toContain("not measured: 0 rows, and measuring takes 1,000; hnsw.ef_search stays 40");
    expect(await settings()).toEqual({ mcp_app: 40, mcp_migrator: 40, mcp_readonly: 40, mcp_reader: 40 });
    expect(await measured()).toMatchObject({ code: 0, verdict: "unmeasured", rows: 0 });
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
  });

  it("is measured when rows have come, by the commands that the page shows", async () => {
    await checkout.query("INSERT INTO rag.conversations (title) VALUES ('one')", "mcp_app");
    await admin(`
      INSERT INTO rag.conversation_chunks (conversation_id, position, content, content_hash, embedding)
      SELECT 1, n, 'text', encode(sha256(n::text::bytea), 'hex'),
             ARRAY(SELECT random()::real FROM generate_series(1, 24 + 0 * n))::vector
      FROM generate_series(1, 1500) AS n`);
    const planned = await checkout.pgstack("preview");
    expect(planned.stderr).toContain("~ rag-conversation_chunks_embedding_idx-recall (stale)");
    const commands = shellCommands(documentation);
    expect(commands).toEqual(["npx pgstack up", "npx pgstack index recall", "npx pgstack access check"]);
    const printed: string[] = [];
    for (const command of commands) {
      const { code, stdout, stderr } = await checkout.run("sh", ["-c", command]);
      expect({ command, code, stderr: code === 0 ? "" : stdout + stderr }).toEqual({
        command,
        code: 0,
        stderr: "",
      });
      printed.push(stdout + stderr);
    }
    expect(printed[0]).toMatch(
      /hnsw\.ef_search \d+ finds [01]\.\d{3}, 0\.9\d\d for sure \(400 queries, 1,500 rows\)/,
    );
    expect(printed[1]).toMatch(
      /^rag\.conversation_chunks_embedding_idx {2}hnsw \(ef_construction 64, m 16\), 1,500 rows\nGoal: 0\.95 of the 10 nearest rows; 400 queries, each compared with an exact scan\.\n/,
    );
    const { value, verdict, curve } = await measured();
    expect(verdict).toBe("met");
    expect(curve.at(0).value).toBe(40);
    expect(await settings()).toEqual({
      mcp_app: value,
      mcp_migrator: value,
      mcp_readonly: value,
      mcp_reader: value,
    });
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("is measured again for another goal, and the roles follow", async () => {
    edit("k: 10", "k: 60");
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain("~ rag-conversation_chunks_embedding_idx-recall (k)");
    expect(stderr).toContain("~ mcp_app-settings (settings)");
    const { value, verdict } = await measured();
    expect([value >= 60, verdict]).toEqual([true, "met"]);
    expect(await settings()).toEqual({
      mcp_app: value,
      mcp_migrator: value,
      mcp_readonly: value,
      mcp_reader: value,
    });
    const outputs = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout);
    expect(outputs.foundSettings.mcp_app).toEqual({ "hnsw.ef_search": value });
    await checkout.mustRun("access", "check");
  });

  it("leaves what the model sets for a role by hand, and says what that misses", async () => {
    edit('statement_timeout: "60s"', 'statement_timeout: "60s", "hnsw.ef_search": 20');
    const { stderr } = await checkout.mustRun("up");
    expect(stderr.replaceAll(/\s+/g, " ")).toMatch(
      /role mcp_app keeps hnsw\.ef_search = 20, which the model sets: it finds 0\.\d{3} of the 60 nearest rows/,
    );
    const { code, value, verdict, roles } = await measured();
    expect([code, verdict]).toEqual([1, "missed"]);
    expect(roles).toEqual([
      { role: "mcp_migrator", value, set: true },
      { role: "mcp_app", value: 20, set: true },
      { role: "mcp_readonly", value, set: true },
      { role: "mcp_reader", value, set: true },
    ]);
    const missed = await checkout.pgstack("index", "recall");
    expect(missed.code).toBe(1);
    expect(missed.stdout).toContain(`Missed by mcp_app (20): hnsw.ef_search ${value} would meet it.`);
  });

  it("mends a setting that was changed by hand", async () => {
    await admin("ALTER ROLE mcp_reader IN DATABASE mcp_db SET hnsw.ef_search = 10");
    const found = await checkout.pgstack("access", "check");
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringMatching(/begins with hnsw\.ef_search = 10, declared is \d+/),
    ]);
    await checkout.mustRun("access", "fix", "--yes");
  });

  it("says what is wrong with a command, and with a goal", async () => {
    const absent = await checkout.pgstack("index", "recall", "nothing");
    expect([absent.code, absent.stderr]).toEqual([
      1,
      `error: pgstack index recall: there is no hnsw or ivfflat index "nothing"\n  There are ${index}.\n`,
    ]);
    expect((await checkout.pgstack("index", "recall", "--at-least", "1")).code).toBe(2);
    const few = await checkout.pgstack("index", "recall", "--at-least", "0.99", "--queries", "10");
    expect([few.code, few.stderr]).toEqual([
      1,
      expect.stringContaining("10 queries cannot show a recall of 0.99"),
    ]);
    edit("k: 60, atLeast: 0.95", "k: 60, atLeast: 1.5");
    const refused = await checkout.pgstack("preview");
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining("index conversation_chunks_embedding_idx: recall: atLeast is 1.5"),
    ]);
    edit("k: 60, atLeast: 1.5", "k: 60, atLeast: 0.95");
  });
});
