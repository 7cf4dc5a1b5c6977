import { readdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "../../stack/checkout.ts";

let checkout: Checkout;
const lint = (...args: string[]) => checkout.pgstack("migrate", "lint", ...args);

/** How many migration files a schema has. */
const filesOf = (schema: string) => readdirSync(checkout.path("migrations", schema)).length;
const allFiles = () =>
  readdirSync(checkout.path("migrations")).reduce((sum, schema) => sum + filesOf(schema), 0);

beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout[Symbol.asyncDispose]());

describe("pgstack migrate lint", () => {
  it("finds nothing in a checkout as it is, by npm too, and leaves no trace", async () => {
    expect(await lint()).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(`^Nothing found in ${allFiles()} files(, \\d+ allowed)?\\.\\n$`),
      ),
      stderr: "",
    });
    expect((await checkout.run("npm", ["run", "--silent", "check:migrations"])).code).toBe(0);
    expect(checkout.gitStatus()).toBe("");
  });

  it("shows what it finds, and ends with 1 for errors, and for warnings when it is strict", async () => {
    const stem = `rag/${String(filesOf("rag") / 2 + 1).padStart(4, "0")}_notes`;
    const write = (direction: string, text: string) =>
      writeFileSync(checkout.path("migrations", `${stem}.${direction}.sql`), text);
    write("down", "DROP TABLE notes;\n");
    write("up", "CREATE TABLE notes (\n  title varchar(40) NOT NULL\n);\n");
    const warned = await lint("--schema", "rag");
    expect(warned).toEqual({
      code: 0,
      stdout: [
        `${stem}.up.sql`,
        "",
        "  warning prefer-text-field at 2:9",
        "   2 │   title varchar(40) NOT NULL",
        "     │         ^",
        "      Column title has type varchar(40).",
        "      A length in the type can be made longer at once and shorter only by",
        "      reading all rows under a lock; in a CHECK it can be changed either way.",
        "      Use text, with a CHECK where the length matters.",
        "        title text CHECK (length(title) <= 40)",
        "",
        `1 warning in ${filesOf("rag")} files.`,
        "docs/migration-lint.md explains each rule, and how to allow what is meant to be.",
        "",
      ].join("\n"),
      stderr: "",
    });
    expect(await lint("--schema", "rag", "--strict")).toEqual({ ...warned, code: 1 });

    write(
      "up",
      "DROP INDEX conversation_chunks_metadata_idx;\n-- pgstack-lint-ignore ban-drop-table: in a test\nDROP TABLE a;\n",
    );
    const failed = await lint("--json");
    const { findings, suppressed, ...counts } = JSON.parse(failed.stdout);
    expect(failed.code).toBe(1);
    expect(counts).toEqual({ files: allFiles(), errors: 2, warnings: 0 });
    expect(findings.map(({ rule, line }: { rule: string; line: number }) => [rule, line])).toEqual([
      ["declared-index", 1],
      ["require-concurrent-index-deletion", 1],
    ]);
    expect(suppressed).toEqual([
      expect.objectContaining({ rule: "ban-drop-table", file: `${stem}.up.sql`, reason: "in a test" }),
    ]);
    expect((await lint("--all")).stdout).toContain("  allowed ban-drop-table at 3:1\n");
    expect(await lint("--schema", "commerce")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Nothing found in ${filesOf("commerce")} files`),
    });
  });

  it("knows the schemas, and its own options", async () => {
    expect(await lint("--schema", "comerce")).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: --schema: model/database.ts declares no schema comerce\n  Did you mean commerce?\n",
    });
    expect((await lint("--shema", "rag")).code).toBe(2);
  });
});
