import { withConnection } from "../../../db/with-connection.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";

/**
 * A runner in a process of its own, which tests kill: `migrate-process.ts <folder>`, with the connection in the
 * environment. Prints `connected`, and at the end the labels it applied.
 */
const { password, ...place } = JSON.parse(process.env.MIGRATE_CONNECTION ?? "{}");
const connection = { ...place, credential: async () => password };
const files = await readMigrations(process.argv[2] ?? "");
const { steps, restored } = await withConnection(connection, "test runner", (client) => {
  process.stdout.write("connected\n");
  return migrate({ client, connection, schema: "shop", owner: "shop_owner", files });
});
process.stdout.write(
  `${JSON.stringify({ applied: steps.map(({ label }) => label), restored: restored ?? [] })}\n`,
);
