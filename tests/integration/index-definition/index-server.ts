import { UserError } from "../../../errors/user-error.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "../provider/access-server.ts";

/** Kinds of servers that this machine has. */
export const kinds: readonly ("embedded" | "native")[] = hasPostgres ? ["embedded", "native"] : ["embedded"];

/** A server with pgvector, pg_trgm and a tablespace `fast`, and what the engine does with an index there, in order. */
export interface IndexServer extends Pick<AccessServer, "plugIn" | "admin" | "superuser" | "as"> {
  /** Checks and creates an index of schema `app`. */
  make(index: IndexDefinition): Promise<Made>;
  /** What an import gives, without the schema. */
  imported(name: string): Promise<Properties>;
  /** What a preview with refresh proposes for an index, and what the refresh saw. */
  proposed(made: Made, index?: IndexDefinition): Promise<{ changes: string[]; outputs: Properties }>;
  /** Refreshes and updates it. */
  mend(made: Made, index?: IndexDefinition): Promise<Made>;
  remove(made: Made): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** An index that was made, as the state has it. */
export interface Made {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

const schema = "app";

export async function indexServer(kind: (typeof kinds)[number]): Promise<IndexServer> {
  const server = await accessServer(kind);
  const { plugIn, admin, superuser } = server;
  await superuser("CREATE EXTENSION pg_trgm SCHEMA public");
  await makeTablespace(kind, server);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${schema}; SET search_path = ${schema}, public`);

  const checked = async (index: IndexDefinition) => {
    const { inputs, failures } = await plugIn.check("Index", { schema, ...index });
    if (failures.length > 0)
      throw new UserError(failures.map(({ property, reason }) => `${property} ${reason}`).join("; "));
    return inputs;
  };
  const refreshed = async ({ id, inputs, outputs }: Made) => plugIn.read("Index", id, outputs, inputs);
  return {
    plugIn,
    admin,
    superuser,
    as: server.as,
    async make(index) {
      const inputs = await checked(index);
      return { inputs, ...(await plugIn.create("Index", inputs)) };
    },
    async imported(name) {
      const { schema: _, ...inputs } = (await plugIn.read("Index", `${schema}.${name}`)).inputs;
      return inputs;
    },
    async proposed(made, index) {
      const { inputs, outputs } = await refreshed(made);
      const news = index === undefined ? made.inputs : await checked(index);
      const { diffsList } = await plugIn.diff("Index", { inputs, outputs }, news);
      return { changes: diffsList, outputs };
    },
    async mend(made, index) {
      const { outputs } = await refreshed(made);
      const inputs = index === undefined ? made.inputs : await checked(index);
      return { id: made.id, inputs, outputs: await plugIn.update("Index", made.id, outputs, inputs) };
    },
    remove: async ({ id, outputs }) => plugIn.delete("Index", id, outputs),
    rows: async (sql) => (await admin.query(sql)).rows,
    stop: async () => server[Symbol.asyncDispose](),
  };
}

/** In the data folder itself, which PostgreSQL allows for tests alone. */
async function makeTablespace(kind: (typeof kinds)[number], { admin, superuser, ...server }: AccessServer) {
  if (kind === "embedded") {
    await admin.query("SET allow_in_place_tablespaces = on");
    await admin.query("CREATE TABLESPACE fast LOCATION ''");
    return;
  }
  await superuser("ALTER SYSTEM SET allow_in_place_tablespaces = on");
  await superuser("SELECT pg_reload_conf()");
  await superuser("CREATE TABLESPACE fast LOCATION ''");
  await superuser(`GRANT CREATE ON TABLESPACE fast TO ${server.boss}`);
}
