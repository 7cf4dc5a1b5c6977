import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { declareInModel, exampleOf } from "./declare-in-model.ts";
import { docker } from "./docker-by-hand.ts";
import { importAgain } from "./import-again.ts";
import { needsLanguageHost } from "./needs-language-host.ts";
import { able, needsServer } from "./needs-server.ts";

const jobName = "cancel forgotten orders";

/** A checkout whose model has what docs/jobs.md and docs/materialized-views.md show. */
function documented(server: "docker" | "embedded"): Checkout {
  const checkout = new Checkout();
  checkout.configure("dev", { server, demoData: "false" });
  declareInModel(checkout, {
    ofModel: exampleOf(checkout, "docs/jobs.md"),
    ofCommerce: exampleOf(checkout, "docs/materialized-views.md"),
  });
  return checkout;
}

const sale = `INSERT INTO commerce.customers (email, full_name, country) VALUES ('a@example.com', 'A', 'NL');
  INSERT INTO commerce.products (sku, name, category, price) VALUES ('A1', 'a', 'b', 2.50);
  INSERT INTO commerce.orders (customer_id, created_at) SELECT id, now() - interval '8 days' FROM commerce.customers;
  INSERT INTO commerce.order_items (order_id, product_id, quantity, unit_price)
  SELECT o.id, p.id, 4, p.price FROM commerce.orders o, commerce.products p`;
/** As a view looks that nobody refreshed for a long time. */
const aged =
  "COMMENT ON MATERIALIZED VIEW commerce.daily_sales IS E'orders and revenue of each day\\nRefreshed at 2020-01-02T03:04:05.678Z'";

describe("jobs and materialized views on the embedded server", () => {
  let checkout: Checkout;
  let said = "";
  beforeAll(async () => {
    checkout = documented("embedded");
    said = (await checkout.mustRun("up")).stderr;
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const missing = [
    `The server has no pg_cron: ${jobName} is not scheduled.`,
    "The server has no pg_cron: commerce.daily_sales is not refreshed on schedule; pgstack up refreshes it when it is older than 2h.",
  ];

  it("says once what the server lacks, in up, in doctor and in the outputs", async () => {
    for (const line of missing) expect(said.split(line)).toHaveLength(2);
    expect(said).toMatch(/^ {2}\+ commerce-daily_sales +MaterializedView /m);
    expect(said).not.toMatch(/ Job /);
    const { server } = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout);
    expect(server.limits).toEqual(expect.arrayContaining(missing));
    expect(server.capabilities.scheduledJobs).toBe(false);
    const { stdout } = await checkout.pgstack("doctor", "--json");
    for (const line of missing) expect(stdout).toContain(line);
  });

  it("has the access that is declared, the owner's temporary tables among it", async () => {
    const { stdout } = await checkout.mustRun("access", "check", "--json");
    expect(JSON.parse(stdout)).toEqual({ findings: [], unseen: [] });
  });

  it("makes a view again that a migration drops, with its mask and its index, by the same up", async () => {
    const mask = '          { table: "daily_sales", columns: ["revenue"], hiddenFrom: ["mcp_reader"] },\n';
    const index =
      '          { name: "daily_sales_orders_idx", table: "daily_sales", keys: [{ column: "orders" }] },\n';
    const model = checkout
      .read("model/database.ts")
      .replace("        masks: [\n", (found) => `${found}${mask}`)
      .replace("        indexes: [\n", (found) => `${found}${index}`);
    writeFileSync(checkout.path("model/database.ts"), model);
    await checkout.mustRun("up");
    writeFileSync(
      checkout.path("migrations/commerce/0003_price_in_cents.up.sql"),
      "DROP MATERIALIZED VIEW daily_sales;\nALTER TABLE order_items ALTER COLUMN unit_price TYPE numeric(14, 2);\n",
    );
    writeFileSync(
      checkout.path("migrations/commerce/0003_price_in_cents.down.sql"),
      "ALTER TABLE order_items ALTER COLUMN unit_price TYPE numeric(12, 2);\n",
    );
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toMatch(/^ {2}~ commerce-daily_sales \(differences\) +MaterializedView /m);
    expect(stderr).toContain("commerce-daily_sales: is not there");
    expect(stderr).toMatch(/^ {2}~ commerce-daily_sales_orders_idx \(incarnation\) +Index /m);
    expect(stderr).toMatch(/^ {2}~ commerce-privileges \(incarnations\) +Privileges /m);
    expect(await checkout.query("SELECT * FROM commerce.daily_sales")).toEqual([]);
    const kept = `SELECT has_column_privilege('mcp_reader', 'commerce.daily_sales', 'day', 'SELECT') AS day,
      has_column_privilege('mcp_reader', 'commerce.daily_sales', 'revenue', 'SELECT') AS revenue,
      to_regclass('commerce.daily_sales_orders_idx') IS NOT NULL AS index`;
    expect(await checkout.query(kept)).toEqual([{ day: "t", revenue: "f", index: "t" }]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toContain("nothing changed in ");
  });

  it("finds a view that is too old, and refreshes it", async () => {
    await checkout.query(sale, "mcp_app");
    expect(await checkout.query("SELECT * FROM commerce.daily_sales")).toEqual([]);
    await checkout.query(aged, "mcp_admin");
    const { stderr } = await checkout.mustRun("preview", "--refresh");
    expect(stderr).toMatch(/^ {2}~ commerce-daily_sales \(differences\) +MaterializedView$/m);
    expect(stderr).toContain(
      "commerce-daily_sales: was last refreshed at 2020-01-02T03:04:05.678Z, longer ago than 2h",
    );
    // Without a refresh, too: time goes on without anybody's doing.
    expect((await checkout.mustRun("up")).stderr).toContain("1 updated in ");
    expect(await checkout.query("SELECT orders, revenue FROM commerce.daily_sales")).toEqual([
      { orders: "1", revenue: "10.00" },
    ]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toContain("nothing changed in ");
  });

  it("says in a plan what another query means", async () => {
    const model = checkout.read("model/database.ts");
    const planned = async (from: string, to: string) => {
      writeFileSync(checkout.path("model/database.ts"), model.replace(from, to));
      const { stderr } = await checkout.mustRun("preview");
      expect(stderr).toMatch(/^ {2}~ commerce-daily_sales \(query\) +MaterializedView$/m);
      return stderr;
    };
    const wider = ["AS revenue", "AS revenue, sum(i.quantity) AS pieces"] as const;
    expect(await planned(...wider)).toContain(
      "commerce-daily_sales: is built by its new query beside the old one, and takes its place\n",
    );
    await checkout.query(
      "SET ROLE mcp_owner; CREATE VIEW commerce.best AS SELECT max(revenue) FROM commerce.daily_sales; RESET ROLE",
      "mcp_admin",
    );
    expect(await planned(...wider)).toContain(
      "commerce-daily_sales: view commerce.best is made of it: an update is refused unless a migration drops what is\n",
    );
    const { code, stderr } = await checkout.pgstack("up");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "materialized view commerce.daily_sales: cannot be given another query: view commerce.best is made of it\n",
    );
    await checkout.query("DROP VIEW commerce.best", "mcp_admin");
    expect(await planned("FROM orders o JOIN", "from orders as o join")).toContain(
      "commerce-daily_sales: its query is written in other words alone: nothing is built\n",
    );
    writeFileSync(checkout.path("model/database.ts"), model);
  });

  it("takes over a view by the documented import", async (context) => {
    needsLanguageHost(context);
    const urn =
      "urn:pulumi:dev::pgstack::pgstack:index:Database$pgstack:index:DatabaseSchema$pgstack:index:MaterializedView::commerce-daily_sales";
    const { code, stdout } = await importAgain(checkout, "docs/materialized-views.md", urn);
    expect({ code, imported: /= 1 imported/.test(stdout) }).toEqual({ code: 0, imported: true });
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain(
      "commerce-daily_sales: its query is written in other words alone: nothing is built\n",
    );
    expect(stderr).toMatch(/^ {2}~ commerce-daily_sales \(query, maxAge\) +MaterializedView /m);
  });

  it("refuses a schedule that pg_cron would not take, before anything happens", async () => {
    const model = checkout.read("model/database.ts");
    writeFileSync(checkout.path("model/database.ts"), model.replace("*/15 * * * *", "0 25 * * *"));
    const { code, stderr } = await checkout.pgstack("preview");
    expect(code).toBe(1);
    expect(stderr).toContain(`job ${jobName}: schedule "0 25 * * *": hour 25: "25" is none of 0 to 23`);
    writeFileSync(checkout.path("model/database.ts"), model);
  });
});

describe("jobs and materialized views in Docker", () => {
  let checkout: Checkout;
  beforeAll(async () => {
    if (!able("docker")) return;
    checkout = documented("docker");
    await checkout.mustRun("up");
  });
  beforeEach(needsServer("docker"));
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  /** Rows in the database of pg_cron, columns between |, as the true superuser. */
  const inPostgres = (sql: string) => {
    const { name } = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json"));
    const psql = ["psql", "-XAtq", "--username", "rdsadmin", "--dbname", "postgres", "--command", sql];
    return docker("exec", "--user", "postgres", name, ...psql);
  };
  const scheduled = () =>
    inPostgres("SELECT jobname, schedule, database, username, active FROM cron.job ORDER BY jobname").split(
      "\n",
    );
  const asDeclared = [
    `${jobName}|*/15 * * * *|mcp_db|mcp_app|t`,
    "pgstack: purge run history|17 3 * * *|postgres|mcp_admin|t",
    "refresh commerce.daily_sales|0 * * * *|mcp_db|mcp_admin|t",
  ];
  const revenue = () => checkout.query("SELECT revenue FROM commerce.daily_sales");

  it("schedules what is declared, and nothing is left to do", async () => {
    expect(scheduled()).toEqual(asDeclared);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toContain("nothing changed in ");
  });

  it("lets the jobs run, finds what was changed by hand, puts it back, and leaves others' jobs alone", async () => {
    await checkout.query(sale, "mcp_app");
    inPostgres("UPDATE cron.job SET schedule = '1 second' WHERE jobname <> 'pgstack: purge run history'");
    await expect.poll(revenue, { timeout: 60_000 }).toEqual([{ revenue: "10.00" }]);
    const status = () => checkout.query("SELECT status FROM commerce.orders");
    await expect.poll(status, { timeout: 60_000 }).toEqual([{ status: "cancelled" }]);
    inPostgres(`SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname = '${jobName}'`);
    await checkout.query("REFRESH MATERIALIZED VIEW commerce.daily_sales WITH NO DATA", "mcp_admin");
    inPostgres(
      "SET SESSION AUTHORIZATION mcp_admin; SELECT cron.schedule('by hand', '1 second', 'SELECT 1 / 0')",
    );

    const { stderr } = await checkout.mustRun("preview", "--refresh");
    expect(stderr).toMatch(/^ {2}~ commerce-daily_sales-refresh \(schedule\) +Job$/m);
    expect(stderr).toMatch(/^ {2}\+ cancel forgotten orders-job +Job$/m);
    await checkout.mustRun("up", "--refresh");
    expect(scheduled()).toEqual(["by hand|1 second|postgres|mcp_admin|t", ...asDeclared]);
    expect(await revenue()).toEqual([{ revenue: "10.00" }]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toContain("nothing changed in ");

    const failed = "SELECT DISTINCT status FROM cron.job_run_details WHERE command = 'SELECT 1 / 0'";
    await expect.poll(() => inPostgres(failed), { timeout: 60_000 }).toContain("failed");
    const { stdout } = await checkout.pgstack("doctor", "--json");
    const found = expect.stringMatching(/^its last run, at .* failed: ERROR: +division by zero$/);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ name: "Job by hand", level: "warn", found }),
    );
  });

  it("takes over a job by the documented import", async (context) => {
    needsLanguageHost(context);
    const urn = `urn:pulumi:dev::pgstack::pgstack:index:Database$pgstack:index:Job::${jobName}-job`;
    const { code, stdout } = await importAgain(checkout, "docs/jobs.md", urn);
    expect({ code, imported: /= 1 imported/.test(stdout) }).toEqual({ code: 0, imported: true });
    expect((await checkout.mustRun("up")).stderr).toContain("nothing changed in ");
  });
});
