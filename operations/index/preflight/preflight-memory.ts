import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { distanceStatements, type StatementFact } from "../../../sql/index/preflight/distance-statements.ts";
import { preflightLimits } from "../../../sql/index/preflight/limits.ts";
import {
  type IndexFacts,
  readSchemaFacts,
  type SchemaFacts,
  type TableFacts,
} from "../../../sql/index/preflight/read-schema-facts.ts";
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

/** A table, and its indexes in the catalog. */
export interface KnownTable {
  readonly table: TableFacts;
  readonly indexes: readonly IndexFacts[];
}

/** What the checks of one run remember: each schema is read once, however many indexes are declared in it. */
export class PreflightMemory {
  /** A connection, for what is not remembered. */
  readonly use: UseClient;
  readonly #schemas = new Map<string, Promise<ReadonlyMap<string, KnownTable>>>();
  readonly #declared = new Map<string, OtherIndex[]>();
  #server: Promise<ServerKnowledge> | undefined;

  constructor(use: UseClient) {
    this.use = use;
  }

  /** The table, where the catalog has it. */
  async table(schema: string, name: string): Promise<KnownTable | undefined> {
    const known = this.#schemas.get(schema) ?? this.use((client) => readFacts(client, schema)).then(byTable);
    this.#schemas.set(schema, known);
    return (await known).get(name);
  }

  server(): Promise<ServerKnowledge> {
    this.#server ??= this.use(readServer);
    return this.#server;
  }

  /** Indexes of a table that were declared before in this run. */
  declaredOn(schema: string, table: string): readonly OtherIndex[] {
    return this.#declared.get(JSON.stringify([schema, table])) ?? [];
  }

  remember(schema: string, index: OtherIndex): void {
    const others = this.declaredOn(schema, index.table).filter(({ name }) => name !== index.name);
    this.#declared.set(JSON.stringify([schema, index.table]), [...others, index]);
  }
}

function byTable({ tables, indexes }: SchemaFacts): ReadonlyMap<string, KnownTable> {
  const ofTable = Map.groupBy(indexes, ({ table }) => table);
  return new Map(tables.map((table) => [table.name, { table, indexes: ofTable.get(table.name) ?? [] }]));
}

/** Nothing is known of a schema where another session keeps one of its tables, or the catalog is read, for too long. */
async function readFacts(client: ClientBase, schema: string): Promise<SchemaFacts> {
  await client.query("BEGIN");
  try {
    await client.query(preflightLimits);
    const { rows } = await client.query<SchemaFacts>(readSchemaFacts, [schema]);
    return rows[0] ?? nothing;
  } catch (error) {
    if (!ofTheMoment.has(errorCode(error))) throw error;
    return nothing;
  } finally {
    await client.query("ROLLBACK");
  }
}

const ofTheMoment: ReadonlySet<string | undefined> = new Set([
  SqlState.lockNotAvailable,
  SqlState.queryCanceled,
]);

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
