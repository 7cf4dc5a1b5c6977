import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { findPulumi } from "../cli/pulumi/find-pulumi.ts";
import { pulumiEnvironment } from "../cli/workspace/pulumi-environment.ts";
import type { IndexDefinition } from "../model/index-definition.ts";
import { analyzeTable } from "../sql/analyze-table.ts";
import { createIndex } from "../sql/index/create-index.ts";
import { type IndexServer, indexServer } from "../tests/integration/index/index-server.ts";

const execute = promisify(execFile);
const program = fileURLToPath(new URL("programs/many-indexes.ts", import.meta.url));

/** Indexes with their schemas. */
export type ManyIndexes = readonly (IndexDefinition & { readonly schema: string })[];

const schema = "app";
const [tables, perTable] = [60, 10];

/** How many indexes there are. */
export const count = tables * perTable;

const indexes: ManyIndexes = Array.from({ length: count }, (_, at) => ({
  schema,
  name: `t${at % tables}_${Math.floor(at / tables)}_idx`,
  table: `t${at % tables}`,
  keys: [{ column: `c${Math.floor(at / tables)}` }],
}));

/** A server with 60 tables of 100 rows, and what makes ten indexes on each of them. */
export interface IndexBench extends AsyncDisposable {
  /** Makes the tables anew, and forgets what was declared. */
  clear(): Promise<void>;
  /** Runs the program of one resource an index. */
  up(): Promise<void>;
  /** Sends the same SQL, one statement after the other. */
  sql(): Promise<void>;
  /** Environment with the Pulumi CLI that runs the program. */
  readonly env: NodeJS.ProcessEnv;
}

export async function indexBench(): Promise<IndexBench> {
  const cli = await findPulumi();
  const { NODE_COMPILE_CACHE } = pulumiEnvironment("dev");
  const PATH = [dirname(cli.path), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, NODE_COMPILE_CACHE };
  const server = await indexServer(["shared_buffers = 256MB"]);
  let folder: string | undefined;
  const forget = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    folder = undefined;
  };
  return {
    env,
    async clear() {
      await forget();
      await makeTables(server);
    },
    async up() {
      folder ??= await mkdtemp(join(tmpdir(), "pgstack-bench-"));
      const { host, port, database, user, credential, tls } = server.connection;
      const place = { host, port: String(port), database, user, credential, tls, serverIdentity: "1/1" };
      await execute(process.execPath, [program, folder, JSON.stringify(place), JSON.stringify(indexes)], {
        env,
      });
    },
    async sql() {
      for (const index of indexes) {
        await server.admin.query(createIndex(index, { schema }));
        await server.admin.query(analyzeTable(schema, index.table));
      }
    },
    async [Symbol.asyncDispose]() {
      await forget();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function makeTables({ admin }: IndexServer): Promise<void> {
  await admin.query(`DROP SCHEMA ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  const columns = Array.from({ length: perTable }, (_, at) => `n * ${at + 1} AS c${at}`).join(", ");
  for (let table = 0; table < tables; table++)
    await admin.query(
      `CREATE TABLE ${schema}.t${table} AS SELECT ${columns} FROM generate_series(1, 100) AS n`,
    );
}
