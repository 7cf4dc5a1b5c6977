import pg from "pg";
import { superuser } from "../../model/service-roles.ts";
import { migrate } from "../../operations/migrate/migrate.ts";
import { readMigrations } from "../../operations/migrate/read-migrations.ts";

// A runner in a process of its own, to be killed: `node run-migrations.ts <socket folder> <port> <folder> <target>`.
const [host, port, folder, target] = process.argv.slice(2);
const client = new pg.Client({ host, port: Number(port), user: superuser, database: "postgres" });
await client.connect();
await migrate({
  client,
  schema: "shop",
  owner: "shop_owner",
  files: await readMigrations(folder ?? ""),
  target: Number(target),
  onProgress: (progress) => {
    if (progress.event === "batch") process.stdout.write(`${progress.rows}\n`);
  },
});
await client.end();
