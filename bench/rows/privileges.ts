import { availableParallelism } from "node:os";
import { type AccessServer, accessServer } from "../../tests/integration/provider/access-server.ts";
import { PostgresqlPlugIn } from "../baselines/postgresql-plug-in.ts";
import { type BenchRow, timesBaseline } from "../row.ts";

const tables = 1_000;
/** How many resources the engine works on at once by default. */
const atOnce = 4 * availableParallelism();

/** Privileges on many tables, as an application needs them. */
export const privileges: BenchRow = {
  name: "privileges",
  project: `one Privileges resource for ${tables} tables`,
  baseline: `${tables} Grant resources of @pulumi/postgresql, ${atOnce} at once as the engine makes them`,
  limit: timesBaseline(0.05),
  pairs: 3,
  async open() {
    const server = await accessServer("native");
    await server.admin.query(
      `SET ROLE own; DO $$ BEGIN FOR n IN 1 .. ${tables} LOOP
         EXECUTE format('CREATE TABLE app.t%s (a int)', n); END LOOP; END $$; RESET ROLE`,
    );
    const plugIn = await PostgresqlPlugIn.start(server.forProvider());
    const opened = { project: [] as number[], baseline: [] as number[] };
    const fromNothing = async (side: keyof typeof opened, run: () => Promise<void>) => {
      await server.admin.query("REVOKE ALL ON ALL TABLES IN SCHEMA app FROM reader");
      const before = await sessions(server);
      await run();
      opened[side].push((await sessions(server)) - before);
    };
    const inputs = { schema: "app", owner: "own", grants: [{ role: "reader", tables: ["SELECT"] }] };
    return {
      runProject: () =>
        fromNothing("project", async () => void (await server.plugIn.create("Privileges", inputs))),
      runBaseline: () => fromNothing("baseline", () => grants(plugIn, server.database)),
      async [Symbol.asyncDispose]() {
        console.log(
          `  connections opened: ${opened.project.join(", ")} against ${opened.baseline.join(", ")}`,
        );
        await plugIn[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  },
};

async function grants(plugIn: PostgresqlPlugIn, database: string): Promise<void> {
  let next = 1;
  const work = async () => {
    while (next <= tables) {
      const table = `t${next++}`;
      const place = { database, schema: "app", objectType: "table", objects: [table] };
      await plugIn.create("Grant", table, { ...place, role: "reader", privileges: ["SELECT"] });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** How many sessions the database has had. */
async function sessions(server: AccessServer): Promise<number> {
  await server.admin.query("SELECT pg_stat_clear_snapshot()");
  const { rows } = await server.admin.query(
    "SELECT sessions::int AS n FROM pg_stat_database WHERE datname = current_database()",
  );
  return (rows[0] as { n: number }).n;
}
