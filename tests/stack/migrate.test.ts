import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { until } from "./processes.ts";
import { shellCommands } from "./shell-commands.ts";

describe("migrations from the command line", () => {
  let checkout: Checkout;
  const migrate = (...args: string[]) => checkout.pgstack("migrate", ...args);
  const states = async () => {
    const { stdout, code } = await migrate("status", "--json");
    const lines = JSON.parse(stdout) as { schema: string; version: number; state: string }[];
    return { code, states: lines.map(({ schema, version, state }) => `${schema} ${version} ${state}`) };
  };
  const untimed = (text: string) => text.replaceAll(/\d+\.\d s/g, "<time>");
  const applied = ["commerce 1 applied", "commerce 2 applied", "commerce 3 applied", "rag 1 applied"];
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("are as docs/migrations.md has them", async () => {
    const found = shellCommands(checkout.read("docs/migrations.md"));
    expect(found.length).toBeGreaterThanOrEqual(15);
    for (const command of found) {
      const { code, stderr } = await checkout.run("sh", ["-c", command]);
      expect({ command, code, stderr: code === 0 ? "" : stderr }).toEqual({ command, code: 0, stderr: "" });
    }
    expect(await states()).toEqual({ code: 0, states: applied });
  });

  it("leave nothing for up to do", async () => {
    expect(await migrate("up")).toEqual({ code: 0, stdout: "nothing is pending\n", stderr: "" });
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("show in a plain preview when they were rolled back by hand, and are applied by the next up", async () => {
    const down = await migrate("down", "--schema", "commerce", "--to", "2", "--yes");
    expect({ ...down, stdout: untimed(down.stdout), stderr: untimed(down.stderr) }).toEqual({
      code: 0,
      stdout:
        "1 migration rolled back in <time>\n" +
        "`npx pgstack up --refresh` applies what is among the files again, with its indexes and privileges.\n",
      stderr: `  - ${"commerce 0003_add_order_notes".padEnd(44)} <time>\n`,
    });
    const preview = await checkout.pgstack("preview", "--expect-no-changes");
    expect({ code: preview.code, lines: preview.stderr.split("\n").sort() }).toEqual({
      code: 1,
      lines: [
        "",
        "  commerce-migrations: rolled back by hand: 0003_add_order_notes; an update applies it again",
        `  ~ ${"commerce-migrations (files)".padEnd(44)} Migrations`,
      ],
    });
    await checkout.mustRun("up");
    expect(await states()).toEqual({ code: 0, states: applied });
  });

  it("are taken back in all schemas against the model's order, and applied in it", async () => {
    const down = JSON.parse(
      (await checkout.mustRun("migrate", "down", "--to", "0", "--yes", "--json")).stdout,
    );
    expect(down).toEqual({
      schemas: [
        { schema: "rag", rolledBack: ["0001_conversations"] },
        {
          schema: "commerce",
          rolledBack: ["0003_add_order_notes", "0002_orders", "0001_customers_and_products"],
        },
      ],
    });
    const planned = await migrate("up", "--to", "1", "--dry-run", "--json");
    const schemas = [
      { schema: "commerce", applied: ["0001_customers_and_products"], restored: [] },
      { schema: "rag", applied: ["0001_conversations"], restored: [] },
    ];
    expect(JSON.parse(planned.stdout)).toEqual({ dryRun: true, schemas });
    const up = await migrate("up", "--to", "1", "--json");
    expect(JSON.parse(up.stdout)).toEqual({ dryRun: false, schemas });
    expect(await states()).toEqual({
      code: 0,
      states: ["commerce 1 applied", "commerce 2 pending", "commerce 3 pending", "rag 1 applied"],
    });
    expect((await migrate("status", "--check")).code).toBe(1);
    await checkout.mustRun("up", "--refresh");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("are an error in preview, up and status once a file was edited, with both checksums", async () => {
    const file = "migrations/commerce/0002_orders.up.sql";
    const before = checkout.read(file);
    writeFileSync(checkout.path(file), `${before}-- edited\n`);
    const status = await migrate("status");
    expect(status.code).toBe(1);
    const [, was, is] =
      /commerce\/0002_orders\.up\.sql: applied with checksum ([0-9a-f]{64}), is ([0-9a-f]{64}) now/.exec(
        status.stdout,
      ) ?? [];
    expect(was).toBeDefined();
    const up = await migrate("up");
    expect({
      code: up.code,
      named: up.stderr.includes(`applied with checksum ${was}, is ${is} now`),
    }).toEqual({
      code: 1,
      named: true,
    });
    const preview = await checkout.pgstack("preview");
    expect({ code: preview.code, named: preview.stderr.includes(`checksum ${was} then, ${is} now`) }).toEqual(
      {
        code: 1,
        named: true,
      },
    );
    writeFileSync(checkout.path(file), before);
  });

  it("fail their verification when a down does not undo its up", async () => {
    const file = "migrations/commerce/0003_add_order_notes.down.sql";
    const before = checkout.read(file);
    writeFileSync(checkout.path(file), "SELECT 1;\n");
    const { code, stdout, stderr } = await migrate("verify", "--schema", "commerce");
    expect({ code, stdout: untimed(stdout), stderr: untimed(stderr).split("\n").slice(2) }).toEqual({
      code: 1,
      stdout: "1 of 3 migrations failed in <time> on an embedded server of its own\n",
      stderr: [
        `  fail  ${"commerce 0003_add_order_notes".padEnd(42)} the catalog is another one after the down:`,
        "          + commerce: column orders.note text",
        "",
      ],
    });
    writeFileSync(checkout.path(file), before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("pgstack-scratch-"))).toEqual([]);
  });

  it("stop at Ctrl-C: what ran leaves nothing, and what was applied before stays", async () => {
    await checkout.mustRun("migrate", "new", "rag", "quick");
    await checkout.mustRun("migrate", "new", "rag", "slow");
    const slow = "CREATE TABLE slow (); SELECT pg_sleep(60);\n";
    writeFileSync(checkout.path("migrations/rag/0003_slow.up.sql"), slow);
    const running = checkout.start("migrate", "up");
    await until("the first is applied", () => running.output().includes("0002_quick"));
    process.kill(-running.pid, "SIGINT");
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout, stderr: untimed(stderr) }).toEqual({
      code: 130,
      stdout: "",
      stderr:
        `  + ${"rag 0002_quick".padEnd(44)} <time>\n` +
        "stopped: what ran was cancelled on the server, and is done again by the next run\n",
    });
    expect(await states()).toEqual({ code: 0, states: [...applied, "rag 2 applied", "rag 3 pending"] });
    const table = await checkout.query("SELECT to_regclass('rag.slow') AS slow", "mcp_admin");
    expect(table).toEqual([{ slow: null }]);
  });

  it.each([
    [
      1,
      ["up", "--schema", "nosuch"],
      'error: --schema: model/database.ts declares no schema "nosuch"\n  There are commerce, rag.\n',
    ],
    [1, ["up", "--to", "9"], "error: --to: there is no migration 9\n  Give 0 to 3.\n"],
    [
      1,
      ["down"],
      "error: stack dev: a rollback loses data, and there is no terminal to ask at\n  Say so with --yes.\n",
    ],
    [
      1,
      ["new", "commerce", "Add Note"],
      'error: name: "Add Note" is no name for a migration\n' +
        "  Use lower-case letters, digits and underscores, a letter first, at most 60: add_note.\n",
    ],
    [
      2,
      ["down", "--to", "1", "--steps", "1"],
      "error: option '--to <number>' cannot be used with option '--steps <count>'\n(see --help)\n",
    ],
    [
      2,
      ["up", "--to", "x"],
      "error: option '--to <number>' argument 'x' is invalid. It is no whole number below 10000.\n(see --help)\n",
    ],
  ])("end with %d for %j", async (code, args, stderr) => {
    expect(await migrate(...args)).toEqual({ code, stdout: "", stderr });
  });
});
