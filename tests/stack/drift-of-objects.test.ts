import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declareInModel } from "./declare-in-model.ts";
import { DockerStack } from "./docker-stack.ts";
import { able, needsServer } from "./needs-server.ts";

const events = `CREATE TABLE order_events (id bigint NOT NULL, kind text NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
COMMENT ON TABLE order_events IS 'what happened to orders';`;

const ofModel = `
    jobs: [{ name: "forget events", schedule: "0 3 * * *", command: "DELETE FROM commerce.order_events WHERE at < now() - interval '1 year'" }],
`;
const ofCommerce = `
        partitions: [{ table: "order_events", interval: "month", ahead: 3 }],
        materializedViews: [
          {
            name: "order_counts",
            query: "SELECT status, count(*) AS orders FROM orders GROUP BY status",
            key: ["status"],
            refresh: { maxAge: "2h" },
          },
        ],
`;
const indexes = `
          { name: "customers_country_idx", table: "customers", keys: [{ column: "country" }] },
          { name: "products_category_idx", table: "products", keys: [{ column: "category" }] },
          { name: "orders_created_at_idx", table: "orders", keys: [{ column: "created_at" }], method: "brin" },
          { name: "products_price_idx", table: "products", keys: [{ column: "price", order: "desc" }], include: ["sku"] },
          { name: "products_name_idx", table: "products", keys: [{ column: "name", opclass: "text_pattern_ops" }] },
          { name: "orders_status_idx", table: "orders", keys: [{ column: "status" }], with: { fillfactor: 90 } },
          { name: "customers_full_name_idx", table: "customers", keys: [{ expression: "lower(full_name)" }] },
          { name: "order_events_kind_idx", table: "order_events", keys: [{ column: "kind" }] },
          { name: "order_counts_orders_idx", table: "order_counts", keys: [{ column: "orders" }] },
`;

/** A partition that is made ahead: the next month's, in UTC. */
const next = (() => {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return `order_events_p${month.toISOString().slice(0, 7).replace("-", "_")}`;
})();

/** Everything of schema commerce that is declared and can be changed by hand, as the server has it. */
const objects = `
  SELECT json_agg(what ORDER BY what) FROM (
    SELECT concat_ws(' ', CASE WHEN c.relispartition THEN regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX \\S+', ' INDEX')
                          ELSE pg_get_indexdef(i.indexrelid) END, i.indisvalid, i.indisready, c.reloptions::text, s.spcname,
                     (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = i.indexrelid)) AS what
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
    WHERE c.relnamespace = 'commerce'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', 'partition', inhrelid::regclass, pg_get_expr(relpartbound, c.oid))
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'commerce.order_events'::regclass
    UNION ALL SELECT concat_ws(' ', relname, relispopulated) FROM pg_class WHERE relname = 'order_counts'
  ) AS all_of_it`;
const jobs =
  "SELECT json_agg(json_build_array(jobname, schedule, command, username, active) ORDER BY jobname) FROM cron.job";

/** Ten ways and more to change by hand what is declared, each with the line of the plan that tells. */
const drifts: readonly (readonly [what: string, sql: string, line: RegExp, database?: string])[] = [
  [
    "an index is dropped",
    "DROP INDEX commerce.customers_country_idx",
    /^ {2}\+ commerce-customers_country_idx +Index$/m,
  ],
  [
    "an index is INVALID",
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'commerce.products_category_idx'::regclass",
    /^ {2}~ commerce-products_category_idx \(valid\) +Index$/m,
  ],
  [
    "an index has another name",
    "ALTER INDEX commerce.orders_created_at_idx RENAME TO somebody_was_here",
    /^ {2}~ commerce-orders_created_at_idx \(definition\) +Index$/m,
  ],
  [
    "an index has another definition",
    "DROP INDEX commerce.products_price_idx; CREATE INDEX products_price_idx ON commerce.products (price)",
    /^ {2}~ commerce-products_price_idx \(.*definition\) +Index$/m,
  ],
  [
    "an index has another operator class",
    "DROP INDEX commerce.products_name_idx; CREATE INDEX products_name_idx ON commerce.products (name)",
    /^ {2}~ commerce-products_name_idx \(.*definition\) +Index$/m,
  ],
  [
    "an index has another option",
    "ALTER INDEX commerce.orders_status_idx SET (fillfactor = 50)",
    /^ {2}~ commerce-orders_status_idx \(.*definition\) +Index$/m,
  ],
  [
    "an index is in another tablespace",
    "ALTER INDEX commerce.customers_full_name_idx SET TABLESPACE elsewhere",
    /^ {2}~ commerce-customers_full_name_idx \(.*\) +Index$/m,
  ],
  [
    "a partition is missing",
    `DROP TABLE commerce.${next}`,
    /^ {2}~ commerce-order_events-partitions \(.*\) +PartitionSet$/m,
  ],
  [
    "an index is missing on a partition",
    `DROP INDEX commerce.order_events_kind_idx;
     CREATE INDEX order_events_kind_idx ON ONLY commerce.order_events (kind);
     DO $$ DECLARE part record; BEGIN
       FOR part IN SELECT inhrelid::regclass AS name FROM pg_inherits
         WHERE inhparent = 'commerce.order_events'::regclass ORDER BY inhrelid OFFSET 1 LOOP
         EXECUTE format('CREATE INDEX by_hand ON %s (kind)', part.name);
         ALTER INDEX commerce.order_events_kind_idx ATTACH PARTITION commerce.by_hand;
         EXECUTE format('ALTER INDEX commerce.by_hand RENAME TO %I', part.name || '_by_hand');
       END LOOP; END $$`,
    /^ {2}~ commerce-order_events_kind_idx \(.*missingOn.*\) +Index$/m,
  ],
  [
    "a view is not refreshed",
    "REFRESH MATERIALIZED VIEW commerce.order_counts WITH NO DATA",
    /^ {2}~ commerce-order_counts \(differences\) +MaterializedView$/m,
  ],
  [
    "a job is removed",
    "SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname = 'forget events'",
    /^ {2}\+ forget events-job +Job$/m,
    "postgres",
  ],
];

describe("declared objects that are changed by hand", () => {
  let stack: DockerStack;
  let before = "";
  let planned = "";
  const everything = () => `${stack.asSuperuser(objects)}\n${stack.asSuperuser(jobs, "primary", "postgres")}`;

  beforeAll(async () => {
    if (!able("docker")) return;
    stack = new DockerStack();
    stack.configure();
    const { checkout } = stack;
    writeFileSync(checkout.path("migrations/commerce/0003_order_events.up.sql"), `${events}\n`);
    writeFileSync(
      checkout.path("migrations/commerce/0003_order_events.down.sql"),
      "DROP TABLE order_events;\n",
    );
    declareInModel(checkout, { ofModel, ofCommerce });
    const model = checkout.path("model/database.ts");
    writeFileSync(
      model,
      readFileSync(model, "utf8").replace("        indexes: [\n", (found) => found + indexes),
    );
    await stack.up();
    stack.exec("primary", "mkdir", "/var/lib/postgresql/data/elsewhere");
    stack.asSuperuser("CREATE TABLESPACE elsewhere LOCATION '/var/lib/postgresql/data/elsewhere'");
    before = everything();
    for (const [, sql, , database] of drifts) stack.asSuperuser(sql, "primary", database);
    planned = (await stack.checkout.mustRun("preview", "--refresh")).stderr;
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  it.for(drifts)("are found by a preview when %s", ([_what, _sql, line]) => {
    expect(planned).toMatch(line);
  });

  it("are changed by nobody else", () => {
    expect(planned.match(/^ {2}[+~-] /gm)).toHaveLength(drifts.length);
  });

  it("are as declared after an up, which leaves nothing to do", async () => {
    await stack.up("--refresh");
    expect(everything()).toBe(before);
    expect((await stack.up("--refresh"))[0]).toBe("nothing changed");
  });
});
