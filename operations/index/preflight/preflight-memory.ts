import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { distanceStatements, type StatementFact } from "../../../sql/index/preflight/distance-statements.ts";
import { preflightLimits } from "../../../sql/index/preflight/limits.ts";
import { readSchemaFacts, type SchemaFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import {
  readMounts,
  readServerFacts,
  type ServerFacts,
  sharedMemoryBytes,
} from "../../../sql/index/preflight/read-server-facts.ts";
import type { OtherIndex } from "../duplicates/compare-indexes.ts";

/** Does something on a connection of its own, or waits for its turn. */
export type UseClient = <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>;

/** What is known of the server beside its schemas. */
export interface ServerKnowledge {
  readonly server: ServerFacts;
  readonly sharedMemory: number | undefined;
  readonly statements: readonly StatementFact[];
}

/** What the checks of one run remember: each schema is read once, however many indexes are declared in it. */
export class PreflightMemory {
  /** A connection, for what is not remembered. */
  readonly use: UseClient;
  readonly #schemas = new Map<string, Promise<SchemaFacts>>();
  readonly #declared = new Map<string, OtherIndex[]>();
  #server: Promise<ServerKnowledge> | undefined;

  constructor(use: UseClient) {
    this.use = use;
  }

  schema(name: string): Promise<SchemaFacts> {
    const known = this.#schemas.get(name) ?? this.use((client) => readFacts(client, name));
    this.#schemas.set(name, known);
    return known;
  }

  server(): Promise<ServerKnowledge> {
    this.#server ??= this.use(readServer);
    return this.#server;
  }

  /** Indexes of a schema that were declared before in this run. */
  declaredIn(schema: string): readonly OtherIndex[] {
    return this.#declared.get(schema) ?? [];
  }

  remember(schema: string, index: OtherIndex): void {
    this.#declared.set(schema, [...this.declaredIn(schema).filter(({ name }) => name !== index.name), index]);
  }
}

/** Nothing is known of a schema where another session keeps one of its tables for too long. */
async function readFacts(client: ClientBase, schema: string): Promise<SchemaFacts> {
  await client.query("BEGIN");
  try {
    for (const limit of preflightLimits) await client.query(limit);
    const { rows } = await client.query<SchemaFacts>(readSchemaFacts, [schema]);
    return rows[0] ?? nothing;
  } catch (error) {
    if (errorCode(error) !== SqlState.lockNotAvailable) throw error;
    return nothing;
  } finally {
    await client.query("ROLLBACK");
  }
}

const nothing: SchemaFacts = { tables: [], indexes: [] };

async function readServer(client: ClientBase): Promise<ServerKnowledge> {
  const [server] = (await client.query<ServerFacts>(readServerFacts)).rows;
  if (server === undefined) throw new Error("the server says nothing of its settings");
  const { readsFiles, statementsIn } = server;
  // What only makes a warning better is left out where it cannot be read.
  const mounts = readsFiles
    ? await client.query<{ mounts: string | null }>(readMounts).catch(() => undefined)
    : undefined;
  const statements =
    statementsIn === null
      ? undefined
      : await client.query<StatementFact>(distanceStatements(statementsIn)).catch(() => undefined);
  return {
    server,
    sharedMemory: sharedMemoryBytes(mounts?.rows[0]?.mounts ?? null),
    statements: statements?.rows ?? [],
  };
}
