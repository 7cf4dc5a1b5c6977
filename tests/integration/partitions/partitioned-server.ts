import type { Properties } from "../../../provider/properties.ts";
import { type AccessServer, accessServer } from "../provider/access-server.ts";

export const type = "PartitionSet";

/** A server with a schema `app` of role `own`, and what tests of partitions ask of it. */
export interface PartitionedServer {
  readonly server: AccessServer;
  /** Runs statements as the owner of the schema. */
  asOwner(sql: string): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Partitions of a table of `app`, by their bounds: `name: from to`. */
  partitions(table: string): Promise<string[]>;
  /** Checks a set and creates it: its outputs. */
  make(inputs: Properties): Promise<Properties>;
  /** Names of what a preview finds to be another, with refresh: the outputs after it, and what differs. */
  look(inputs: Properties, outputs: Properties): Promise<{ outputs: Properties; differs: string[] }>;
  stop(): Promise<void>;
}

export async function partitionedServer(kind: "embedded" | "native"): Promise<PartitionedServer> {
  const server = await accessServer(kind);
  const rows = async (sql: string) => (await server.admin.query(sql)).rows;
  await server.admin.query("SET timezone = 'UTC'");
  return {
    server,
    asOwner: async (sql) => {
      // In one message: connections of the embedded server share their session.
      await server.admin.query(`SET ROLE own; ${sql}; RESET ROLE`);
    },
    rows,
    partitions: async (table) => {
      const found = await rows(`
        SELECT c.relname || ': ' || regexp_replace(pg_get_expr(c.relpartbound, c.oid),
                 '^FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)$', '\\1 \\2') AS line
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'app.${table}'::regclass ORDER BY c.relname COLLATE "C"`);
      return found.map(({ line }) => String(line).replaceAll("'", "").replaceAll(" 00:00:00+00", ""));
    },
    make: async (given) => {
      const { inputs, failures } = await server.plugIn.check(type, given);
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
      return (await server.plugIn.create(type, inputs)).outputs;
    },
    look: async (inputs, olds) => {
      const id = `${inputs.schema}.${inputs.table}`;
      const { outputs } = await server.plugIn.read(type, id, olds, inputs);
      const { diffsList } = await server.plugIn.diff(type, { inputs, outputs }, inputs);
      return { outputs, differs: diffsList };
    },
    stop: async () => {
      await server[Symbol.asyncDispose]();
    },
  };
}
