import pg from "pg";

/** TEMPORARY */
export interface EmbeddedServer extends AsyncDisposable {
  readonly client: pg.Client;
  readonly config: pg.ClientConfig;
  connect(): Promise<pg.Client>;
  stop(): Promise<void>;
}
export async function embeddedServer(): Promise<EmbeddedServer> {
  const base = { host: "127.0.0.1", port: 55815, user: "postgres" };
  const admin = new pg.Client({ ...base, database: "postgres" });
  await admin.connect();
  for (const { d } of (
    await admin.query("select datname d from pg_database where datname like 't%_%' or datname = 't1'")
  ).rows)
    if (!/^template/.test(d)) await admin.query(`DROP DATABASE "${d}" WITH (FORCE)`);
  await admin.query("DROP ROLE IF EXISTS mcp_owner, shop_owner");
  const database = `t_${process.pid}_${Math.floor(performance.now())}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const config = { ...base, database };
  const client = new pg.Client(config);
  await client.connect();
  const stop = async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
  };
  const connect = async () => {
    const c = new pg.Client(config);
    await c.connect();
    return c;
  };
  return { client, config, connect, stop, [Symbol.asyncDispose]: stop };
}
