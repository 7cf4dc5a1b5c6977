import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../settings/paths.ts";
import { Checkout } from "./checkout.ts";

const documentation = readFileSync(join(projectRoot, "docs/online-changes.md"), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n(?<block>[^\`]*)\`\`\``, "g"))].map(
    ({ groups }) => groups?.block ?? "",
  );
/** SQL of the part between two comments, block by block. */
const steps = (change: string) =>
  blocks(documentation.split(`<!-- steps: ${change} -->`)[1]?.split("<!-- /steps -->")[0] ?? "", "sql");
const commands = blocks(documentation, "sh").flatMap((block) => block.trim().split("\n"));

describe("the documentation of changes", () => {
  let checkout: Checkout;
  /** The new up files that git sees, in order. */
  const written = () =>
    checkout
      .gitStatus()
      .split("\n")
      .flatMap((line) => /^\?\? (?<file>migrations\/commerce\/.*[.]up[.]sql)$/.exec(line)?.groups?.file ?? [])
      .sort();
  const change = async (command: string | undefined) => {
    const { code, stdout, stderr } = await checkout.run("sh", ["-c", command ?? "exit 1"]);
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    checkout = new Checkout();
    checkout.configure("dev", { demoData: "false" });
    await checkout.mustRun("up");
    await checkout.query(
      "INSERT INTO commerce.customers (email, full_name, country) SELECT n || '@b.c', 'Name ' || n, 'DE' FROM generate_series(1, 100) AS n",
      "mcp_app",
    );
  });
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  it("has three commands", () => {
    expect(commands).toHaveLength(3);
  });

  it("shows the migrations that its command writes, and these rename the column", async () => {
    const printed = await change(commands[0]);
    expect(written()).toEqual([]);
    expect(steps("rename").filter((sql) => !printed.includes(sql))).toEqual([]);
    expect(steps("rename")).toHaveLength(7);
    await change(commands[1]);
    expect(written().map((file) => checkout.read(file))).toEqual(steps("rename"));
    const names = (column: string) =>
      checkout.query(`SELECT id, ${column} AS name FROM commerce.customers ORDER BY id`, "mcp_app");
    const before = await names("full_name");
    expect(before).toHaveLength(100);
    const model = checkout.read("model/database.ts");
    writeFileSync(checkout.path("model/database.ts"), model.replace('"full_name"', '"display_name"'));
    await checkout.mustRun("up");
    expect(await names("display_name")).toEqual(before);
    await expect(checkout.query("SELECT display_name FROM commerce.customers")).rejects.toThrow(
      "permission denied for table customers",
    );
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("shows the migrations that make a varchar text", async () => {
    const [table = ""] = blocks(documentation.split("<!-- table: to-text -->")[1] ?? "", "sql");
    writeFileSync(checkout.path("migrations/commerce/0010_notes.up.sql"), table);
    writeFileSync(checkout.path("migrations/commerce/0010_notes.down.sql"), "DROP TABLE notes;\n");
    await checkout.mustRun("up");
    await change(commands[2]);
    expect(
      written()
        .slice(-3)
        .map((file) => checkout.read(file)),
    ).toEqual(steps("to-text"));
    await checkout.mustRun("up");
    const type = "SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute";
    expect(
      await checkout.query(`${type} WHERE attrelid = 'commerce.notes'::regclass AND attname = 'title'`),
    ).toEqual([{ type: "text" }]);
  });

  it.each([
    [
      ["rename-column", "commerce.customers.display_nam", "x"],
      1,
      "error: commerce.customers.display_nam: the database has no such column\n" +
        "  Is it spelled right, and are the migrations applied that make it?\n",
    ],
    [
      ["rename-column", "commerce.customers.display_name", "email"],
      1,
      "error: commerce.customers.display_name: the table has a column email already\n" +
        "  Give another name, or rename that column first.\n",
    ],
    [
      ["to-text", "commerce.customers.id"],
      1,
      "error: commerce.customers.id: it is bigint, no varchar\n  This change is for character varying alone.\n",
    ],
    [
      ["rename-column", "nowhere.customers.email", "mail"],
      1,
      "error: column: schema nowhere is not declared\n  There are commerce, rag, in model/database.ts.\n",
    ],
    [
      ["rename-column", "customers.email", "mail"],
      2,
      "error: command-argument value 'customers.email' is invalid for argument 'column'. " +
        "Give schema, table and column: commerce.customers.full_name.\n(see --help)\n",
    ],
  ])("says what is wrong with %j", async (args, code, stderr) => {
    expect(await checkout.pgstack("migrate", "change", ...args)).toEqual({ code, stdout: "", stderr });
  });

  it("gives the same as JSON, and writes nothing on a dry run", async () => {
    const { stdout } = await checkout.mustRun(
      "migrate",
      "change",
      "rename-column",
      "commerce.customers.email",
      "mail",
      "--dry-run",
      "--json",
    );
    const { files, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      change: "rename commerce.customers.email to mail",
      folder: "migrations/commerce",
      written: false,
      warnings: [
        "email is hidden from mcp_readonly and mcp_reader, and mail is not: add mail to that mask in model/database.ts in the same commit, and take email out with the last migration.",
        "While customers_email_key has a copy, one of two clients that upsert the same new value in the same moment " +
          "may get a unique violation (23505): let it try again.",
      ],
    });
    expect(files.map(({ label }: { label: string }) => label)).toEqual([
      "0014_customers_mail_add",
      "0015_customers_mail_write_both",
      "0016_customers_mail_backfill",
      "0017_customers_mail_index",
      "0018_customers_mail_constrain",
      "0019_customers_mail_validate",
      "0020_customers_mail_swap",
      "0021_customers_mail_drop",
    ]);
    expect(written().at(-1)).toBe("migrations/commerce/0013_notes_title_validate.up.sql");
  });
});
