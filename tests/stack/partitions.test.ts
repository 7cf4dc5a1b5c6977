import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

/** What follows a mark of docs/partitions.md in a block of code. */
function shown(document: string, mark: string): string {
  const block = document.split(`<!-- ${mark} -->`)[1] ?? "";
  return /^\n```\w+\n(?<text>[^`]*(?:`[^`\n]*`[^`]*)*?)```/.exec(block)?.groups?.text ?? "";
}

describe("partitions of the model", () => {
  let checkout: Checkout;
  let document: string;
  let model: string;
  beforeAll(() => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "embedded", demoData: "false" });
    document = checkout.read("docs/partitions.md");
    model = checkout.read("model/database.ts");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const admin = (sql: string) => checkout.query(sql, "mcp_admin");
  const partitions = async () =>
    (
      await admin(`SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'commerce.events'::regclass ORDER BY 1`)
    ).map(({ name }) => name);

  /** The model with a schema for what is retired, and the documented set at a time, or none. */
  function declare(asOf: string | undefined): void {
    const set = shown(document, "model").replace('interval: "month"', `asOf: "${asOf}", interval: "month"`);
    const archive =
      '      { name: "archive", owner, comment: "what was retired", grants: [], indexes: [] },\n';
    writeFileSync(
      checkout.path("model/database.ts"),
      model
        .replace(
          'comment: "a shop: customers, products, orders",',
          (line) => `${line}\n${asOf === undefined ? "" : set}`,
        )
        .replace("    schemas: [\n", (line) => `${line}${archive}`),
    );
  }

  it("are made by the first up, after the table, as docs/partitions.md declares them", async () => {
    writeFileSync(checkout.path("migrations/commerce/0003_events.up.sql"), shown(document, "migration"));
    writeFileSync(checkout.path("migrations/commerce/0003_events.down.sql"), "DROP TABLE events;\n");
    mkdirSync(checkout.path("migrations/archive"));
    declare("2026-11-05T12:00:00Z");
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain("+ commerce-events-partitions");
    expect(await partitions()).toEqual([
      "events_p2026_11",
      "events_p2026_12",
      "events_p2027_01",
      "events_p2027_02",
    ]);
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });

  it("show months later what is to be done, as docs/partitions.md shows it", async () => {
    declare("2028-01-10T00:00:00Z");
    const { stderr } = await checkout.mustRun("preview");
    // The test moves the clock by a field that the documented set has not.
    expect(stderr.replace("asOf, ", "")).toBe(shown(document, "preview"));
    await checkout.mustRun("up");
    expect(await partitions()).toHaveLength(16);
    expect(
      await admin(
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'archive'::regnamespace AND relkind = 'r' ORDER BY 1",
      ),
    ).toEqual([{ name: "events_p2026_11" }, { name: "events_p2026_12" }]);
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });

  it("are found and mended when they were dropped or detached by hand", async () => {
    await admin("DROP TABLE commerce.events_p2028_03");
    await admin("ALTER TABLE commerce.events DETACH PARTITION commerce.events_p2028_04");
    const { code, stderr } = await checkout.pgstack("preview", "--refresh", "--expect-no-changes");
    expect({
      code,
      said: stderr.split("\n").filter((line) => / to (make|attach)/.test(line)),
    }).toEqual({
      code: 1,
      said: [
        "  commerce-events-partitions: 1 to make: events_p2028_03",
        "    1 to attach again, there as a table of its own: events_p2028_04",
      ],
    });
    await checkout.mustRun("up", "--refresh");
    expect(await partitions()).toHaveLength(16);
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });

  it("run the documented statement between two updates", async () => {
    const statement = shown(document, "maintenance").trim();
    await admin("DROP TABLE commerce.events_p2028_04");
    const said = await admin(statement.replace('"ahead":3', '"ahead":3,"asOf":"2028-01-10"'));
    expect(said).toEqual([{ maintain_partitions: "1 made, 0 retired" }]);
    await checkout.mustRun("preview", "--expect-no-changes", "--refresh");
  });

  const declareInstead = (wrong: string) => {
    declare("2028-01-10T00:00:00Z");
    const read = checkout.read("model/database.ts");
    writeFileSync(
      checkout.path("model/database.ts"),
      read.replace('asOf: "2028-01-10T00:00:00Z", interval: "month"', wrong),
    );
  };

  it.each([
    [
      'interval: "fortnight"',
      'interval: "fortnight" is none of hour, day, week, month, quarter, year, nor a whole number\n',
    ],
    [
      'interval: "month", naming: "{table}_x"',
      'naming: "{table}_x" calls every partition the same: it needs {range}\n',
    ],
  ])("say of %s what is wrong, before anything is done", async (wrong, said) => {
    declareInstead(wrong);
    const { code, stderr } = await checkout.pgstack("preview");
    expect(code).toBe(1);
    expect(stderr).toContain(`  commerce-events-partitions: ${said}`);
  });

  it("say in a plan what does not fit the table as it is, and refuse it when they are to be made", async () => {
    declareInstead("interval: 1000");
    const said = "its partition key happened_at is of type timestamptz, and interval is 1000";
    expect((await checkout.mustRun("preview")).stderr).toContain(said);
    const { code, stderr } = await checkout.pgstack("up");
    expect(code).toBe(1);
    expect(stderr).toContain(`partitions of commerce.events: ${said}\n`);
  });

  it("stay with their rows when the declaration goes", async () => {
    declare(undefined);
    await admin("INSERT INTO commerce.events (happened_at) VALUES ('2028-01-05')");
    const before = await partitions();
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain(
      "commerce-events-partitions: no longer made or retired: 16 partitions of commerce.events stay, with their rows",
    );
    expect(await partitions()).toEqual(before);
    expect(await admin("SELECT count(*) AS n FROM commerce.events")).toEqual([{ n: "1" }]);
  });
});
