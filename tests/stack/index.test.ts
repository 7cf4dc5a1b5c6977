import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { shellCommands } from "./shell-commands.ts";

const foreignKeys = ["order_items_order_id_fkey", "order_items_product_id_fkey"];
const remark = "2 foreign keys have no index: npx pgstack index list says which, and what to add\n";

describe("pgstack index", () => {
  let checkout: Checkout;
  beforeAll(async () => {
    checkout = new Checkout();
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const json = async (...args: string[]) =>
    JSON.parse((await checkout.mustRun("index", ...args, "--json")).stdout);
  const model = (change: (text: string) => string) => {
    const file = checkout.path("model/database.ts");
    writeFileSync(file, change(readFileSync(file, "utf8")));
  };

  it("lists every index, and the foreign keys that have none", async () => {
    const { indexes, findings } = await json("list");
    expect(indexes.map(({ name, origin }: Record<string, string>) => `${name} ${origin}`)).toEqual([
      "customers_email_key constraint",
      "customers_pkey constraint",
      "order_items_pkey constraint",
      "orders_customer_id_created_at_idx declared",
      "orders_pkey constraint",
      "products_pkey constraint",
      "products_sku_key constraint",
      "conversation_chunks_conversation_id_content_hash_key constraint",
      "conversation_chunks_embedding_idx declared",
      "conversation_chunks_metadata_idx declared",
      "conversation_chunks_pkey constraint",
      "conversations_pkey constraint",
    ]);
    expect(findings.map(({ name }: Record<string, string>) => name)).toEqual(foreignKeys);
    expect(findings[0].model).toBe(
      '{ name: "order_items_order_id_idx", table: "order_items", keys: [{ column: "order_id" }] },',
    );
  });

  it("prints them for people, and fails for what it found only when asked to", async () => {
    const { code, stdout } = await checkout.pgstack("index", "list", "--schema", "commerce", "--check");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^commerce\.customers {2}about [\d,]+ rows\n {2}customers_email_key +unique \(email\) +/,
    );
    expect(stdout).toContain("\nno index foreign key order_items_order_id_fkey of commerce.order_items\n");
    expect(stdout).toMatch(/\n\n7 indexes, [\d.]+ MB; 2 foreign keys without an index\.\n$/);
    expect((await checkout.pgstack("index", "list")).code).toBe(0);
    expect((await checkout.pgstack("index", "list", "--schema", "rag", "--check")).code).toBe(0);
  });

  it("explains what the lack of one costs", async () => {
    const found = await json("explain", "SELECT * FROM order_items WHERE order_id = $1");
    expect(found).toMatchObject({
      generic: true,
      milliseconds: null,
      indexes: [],
      sequentialScans: [
        { schema: "commerce", table: "order_items", large: true, filter: "(order_items.order_id = $1)" },
      ],
      suggestions: [
        {
          schema: "commerce",
          model:
            '{ name: "order_items_order_id_idx", table: "order_items", keys: [{ column: "order_id" }] },',
        },
      ],
    });
    const { stdout } = await checkout.mustRun(
      "index",
      "explain",
      "--analyze",
      "SELECT * FROM orders WHERE id = 1",
    );
    expect(stdout).toMatch(
      /^Plan: [\d.]+ ms\n {2}Index Scan using orders_pkey on commerce\.orders +[\d.]+ ms, 1 row of 1 expected\n/,
    );
    expect(stdout).toMatch(/\n\nNo large table is read from end to end\.\n$/);
  });

  it("reads a statement from a file, or from standard input", async () => {
    writeFileSync(checkout.path("one.sql"), "SELECT * FROM orders WHERE id = 1;\n");
    for (const command of [
      "node bin/pgstack.mjs index explain one.sql --json",
      "node bin/pgstack.mjs index explain - --json < one.sql",
    ]) {
      const { code, stdout } = await checkout.run("sh", ["-c", command]);
      expect({ code, indexes: JSON.parse(stdout).indexes }).toEqual({
        code: 0,
        indexes: [{ schema: "commerce", name: "orders_pkey" }],
      });
    }
  });

  it("builds one anew, and says what it would do", async () => {
    expect(await json("reindex", "--invalid", "--dry-run")).toEqual({ statements: [], skipped: [] });
    const { stdout } = await checkout.mustRun("index", "reindex", "orders_pkey", "--dry-run");
    expect(stdout).toBe('REINDEX INDEX CONCURRENTLY "commerce"."orders_pkey";\n');
    const done = await checkout.mustRun("index", "reindex", "commerce.orders_pkey");
    expect(done.stderr).toMatch(/^ {2}✓ commerce\.orders_pkey {2}[\d.]+ \w+ -> [\d.]+ \w+ {2}[\d.]+ s\n$/);
    expect(done.stdout).toMatch(/^1 built anew/);
  });

  it.each([
    [["list", "--schema", "nosuch"], 1, 'error: --schema: model/database.ts declares no schema "nosuch"\n'],
    [
      ["list", "--schema", "rag", "--all-schemas"],
      1,
      "error: --schema: one schema and all of them cannot both be meant\n",
    ],
    [
      ["list", "--unused-after", "soon"],
      2,
      "error: option '--unused-after <days>' argument 'soon' is invalid.",
    ],
    [["explain"], 2, "error: missing required argument 'statement'\n"],
    [["explain", "SELEC 1"], 1, 'error: statement: syntax error at or near "SELEC" (line 1)\n'],
    [["explain", "nosuch.sql"], 1, "error: statement: nosuch.sql cannot be read\n"],
    [["explain", "SELECT 1", "--role", "nobody"], 1, 'error: --role: stack dev has no role "nobody"\n'],
    [["reindex"], 1, "error: index reindex: nothing says which indexes\n"],
    [["reindex", "a", "--all"], 1, "error: index reindex: one way of choosing at a time\n"],
    [["reindex", "nosuch"], 1, "error: name: there is no index nosuch in the declared schemas\n"],
    [["lsit"], 2, "error: unknown command 'lsit'\n(Did you mean list?)\n"],
  ])("says of %j what is wrong", async (args, code, said) => {
    const ended = await checkout.pgstack("index", ...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" });
    expect(ended.stderr.slice(0, said.length)).toBe(said);
  });

  it("runs what docs/index-commands.md shows", async () => {
    const commands = shellCommands(checkout.read("docs/index-commands.md"));
    expect(commands).toHaveLength(9);
    for (const command of commands) {
      const { code } = await checkout.run("sh", ["-c", command]);
      expect({ command, code }).toEqual({ command, code: command.includes("--check") ? 1 : 0 });
    }
  });

  describe("a preview", () => {
    it("counts the foreign keys without an index, and an up does not", async () => {
      const { stdout } = await checkout.mustRun("preview");
      expect(stdout.split("\n").slice(1).join("\n")).toBe(remark);
      const { stdout: printed, stderr } = await checkout.mustRun("up");
      expect(printed + stderr).not.toContain("foreign key");
    });

    it("refuses an index of a column that is not there, and changes nothing", async () => {
      model((text) => text.replace('[{ column: "customer_id" }, {', '[{ column: "custmer_id" }, {'));
      for (const verb of ["preview", "up"]) {
        const { code, stderr } = await checkout.pgstack(verb);
        expect(code).toBe(1);
        expect(stderr).toContain(
          "  commerce-orders_customer_id_created_at_idx: keys[0]: commerce.orders has no column custmer_id. Did you mean customer_id?\n",
        );
      }
      model((text) => text.replace("custmer_id", "customer_id"));
    });

    it("warns of an index that another one makes superfluous", async () => {
      model((text) =>
        text.replace(
          "// Absent by design",
          '{ name: "orders_customer_id_idx", table: "orders", keys: [{ column: "customer_id" }] },\n          // Absent by design',
        ),
      );
      const { stderr } = await checkout.mustRun("preview");
      expect(stderr).toContain(
        "! commerce-orders_customer_id_idx: commerce.orders_customer_id_created_at_idx serves all that it would. Where this update does not drop that one anyway, take orders_customer_id_idx out of model/database.ts.\n",
      );
      expect(stderr.match(/serves all that it would/g)).toHaveLength(1);
    });
  });
});
