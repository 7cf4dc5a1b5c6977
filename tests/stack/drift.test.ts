import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

describe("what is changed by hand", () => {
  let checkout: Checkout;
  const admin = (sql: string) => checkout.query(sql, "mcp_admin");
  beforeAll(async () => {
    checkout = new Checkout();
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it.each([
    [
      "a dropped index",
      "DROP INDEX commerce.orders_customer_id_created_at_idx",
      "+ commerce-orders_customer_id_created_at_idx",
    ],
    [
      "an index of another definition",
      `DROP INDEX commerce.orders_customer_id_created_at_idx;
       CREATE INDEX orders_customer_id_created_at_idx ON commerce.orders (created_at)`,
      "~ commerce-orders_customer_id_created_at_idx (keys, definition)",
    ],
    [
      "a privilege too many",
      "GRANT DELETE ON commerce.orders TO mcp_readonly",
      "~ commerce-privileges (differences)",
    ],
    [
      "a privilege too few",
      "REVOKE SELECT ON rag.conversations FROM mcp_app",
      "~ rag-privileges (differences)",
    ],
    [
      "a privilege for everybody",
      "GRANT SELECT ON commerce.customers TO PUBLIC",
      "~ commerce-privileges (differences)",
    ],
    [
      "a privilege on a column",
      "GRANT UPDATE (email) ON commerce.customers TO mcp_readonly",
      "~ commerce-privileges (differences)",
    ],
    [
      "a privilege passed on",
      "GRANT SELECT ON commerce.orders TO mcp_app WITH GRANT OPTION; SET ROLE mcp_app; GRANT SELECT ON commerce.orders TO mcp_migrator; RESET ROLE",
      "~ commerce-privileges (differences)",
    ],
    [
      "a default privilege of a creator",
      "ALTER DEFAULT PRIVILEGES FOR ROLE mcp_migrator IN SCHEMA rag REVOKE SELECT ON TABLES FROM mcp_app",
      "~ rag-privileges (differences)",
    ],
    [
      "a setting of a role",
      "ALTER ROLE mcp_reader IN DATABASE mcp_db SET statement_timeout = '1h'",
      "~ mcp_reader-settings (differences)",
    ],
    [
      "a database for everybody",
      "GRANT CONNECT ON DATABASE mcp_db TO PUBLIC",
      "~ database-privileges (differences)",
    ],
    [
      "a member that nobody declared",
      "CREATE ROLE by_hand; GRANT mcp_owner TO by_hand",
      "~ database-memberships (differences)",
    ],
    ["a way into the owner", "GRANT mcp_owner TO mcp_app WITH INHERIT FALSE, SET TRUE", "~ mcp_app (excess)"],
    ["a password", "ALTER ROLE mcp_app PASSWORD 'another'", "~ mcp_app (excess)"],
    ["a superuser", "ALTER ROLE mcp_app SUPERUSER", "~ mcp_app (excess)"],
    ["a role that may not log in any more", "ALTER ROLE mcp_app NOLOGIN", "~ mcp_app (login)"],
    ["a schema's owner", "ALTER SCHEMA rag OWNER TO mcp_admin", "~ rag (owner)"],
    ["demo data of another scale", "", "~ commerce-demo-data (scale)"],
  ])("shows in a preview with a refresh, and is mended: %s", async (what, sql, line) => {
    if (sql === "") await checkout.mustRun("seed", "--scale", "2");
    else await admin(sql);
    const planned = await checkout.pgstack("preview", "--refresh", "--expect-no-changes");
    expect({
      what,
      code: planned.code,
      shown: planned.stderr.includes(line) ? line : planned.stderr,
    }).toEqual({
      what,
      code: 1,
      shown: line,
    });
    await checkout.mustRun("up", "--refresh");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("imports an index that is there", async () => {
    await admin("CREATE INDEX orders_status_idx ON commerce.orders (status) WHERE status <> 'delivered'");
    const read = checkout.read("model/database.ts");
    const declared = `{ name: "orders_status_idx", table: "orders", keys: [{ column: "status" }], where: "status <> 'delivered'" },`;
    const { writeFileSync } = await import("node:fs");
    writeFileSync(checkout.path("model/database.ts"), read.replace("indexes: [", `indexes: [${declared}`));
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain("+ commerce-orders_status_idx");
    expect(await admin("SELECT count(*) AS n FROM pg_indexes WHERE indexname = 'orders_status_idx'")).toEqual(
      [{ n: "1" }],
    );
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });
});
