/** A change somebody makes in a database, and the lines by which a comparison of before and after shows it. */
export interface ChangeByHand {
  readonly change: string;
  readonly undo: string;
  readonly seen: readonly (string | RegExp)[];
}

const anything = '"[0-9a-f]{32}"';

/** One a subject of the projection, and two that are no difference. */
export const changesByHand: readonly ChangeByHand[] = [
  {
    change: "GRANT DELETE ON commerce.orders TO mcp_readonly",
    undo: "REVOKE DELETE ON commerce.orders FROM mcp_readonly",
    seen: ['table commerce.orders: mcp_readonly DELETE: before nothing, after "granted"'],
  },
  {
    change: "GRANT UPDATE (email) ON commerce.customers TO mcp_readonly WITH GRANT OPTION",
    undo: "REVOKE UPDATE (email) ON commerce.customers FROM mcp_readonly",
    seen: ['column commerce.customers.email: mcp_readonly UPDATE: before nothing, after "with grant option"'],
  },
  {
    change: "REVOKE TRUNCATE ON commerce.orders FROM mcp_owner",
    undo: "GRANT TRUNCATE ON commerce.orders TO mcp_owner",
    seen: ['table commerce.orders: mcp_owner TRUNCATE: before nothing, after "taken away"'],
  },
  {
    change: "GRANT TEMPORARY ON DATABASE mcp_db TO PUBLIC",
    undo: "REVOKE TEMPORARY ON DATABASE mcp_db FROM PUBLIC",
    seen: ['database mcp_db: PUBLIC TEMPORARY: before nothing, after "granted"'],
  },
  {
    change: "GRANT SET ON PARAMETER log_statement TO mcp_app",
    undo: "REVOKE SET ON PARAMETER log_statement FROM mcp_app",
    seen: ["parameter log_statement: only on after"],
  },
  {
    change: "GRANT CREATE ON SCHEMA public TO PUBLIC",
    undo: "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    seen: ['schema public: PUBLIC CREATE: before nothing, after "granted"'],
  },
  {
    change:
      "ALTER DEFAULT PRIVILEGES FOR ROLE mcp_owner IN SCHEMA rag GRANT DELETE ON TABLES TO mcp_readonly",
    undo: "ALTER DEFAULT PRIVILEGES FOR ROLE mcp_owner IN SCHEMA rag REVOKE DELETE ON TABLES FROM mcp_readonly",
    seen: ['later objects of mcp_owner in rag, sort r: mcp_readonly DELETE: before nothing, after "granted"'],
  },
  {
    change: "ALTER ROLE mcp_app CREATEDB VALID UNTIL '2100-01-01 00:00:00+00'",
    undo: "ALTER ROLE mcp_app NOCREATEDB VALID UNTIL 'infinity'",
    seen: [
      "role mcp_app: createdb: before false, after true",
      'role mcp_app: valid until: before "infinity", after "2100-01-01 00:00:00+00"',
    ],
  },
  {
    change: "GRANT mcp_owner TO mcp_app",
    undo: "REVOKE mcp_owner FROM mcp_app",
    seen: ["membership of mcp_app in mcp_owner: only on after"],
  },
  {
    change: "ALTER ROLE mcp_app SET work_mem = '1MB'",
    undo: "ALTER ROLE mcp_app RESET work_mem",
    seen: ["settings of mcp_app in every database: only on after"],
  },
  {
    change: "CREATE VIEW rag.mine AS SELECT 1 AS one",
    undo: "DROP VIEW rag.mine",
    seen: [
      "column rag.mine.one: only on after",
      /^there is rule "_RETURN" on rag\.mine: only on after$/,
      "there is type rag.mine: only on after",
      "there is type rag.mine[]: only on after",
      "there is view rag.mine: only on after",
      "view rag.mine: only on after",
    ],
  },
  {
    change: "ALTER TABLE commerce.orders ALTER COLUMN status DROP NOT NULL",
    undo: "ALTER TABLE commerce.orders ALTER COLUMN status SET NOT NULL",
    seen: ["column commerce.orders.status: not null: before true, after false"],
  },
  {
    change: "COMMENT ON COLUMN commerce.orders.id IS 'mine'",
    undo: "COMMENT ON COLUMN commerce.orders.id IS NULL",
    seen: ['column commerce.orders.id: comment: before null, after "mine"'],
  },
  {
    change: "ALTER INDEX rag.conversation_chunks_metadata_idx SET (fastupdate = off)",
    undo: "ALTER INDEX rag.conversation_chunks_metadata_idx RESET (fastupdate)",
    seen: [
      /^index rag\.conversation_chunks_metadata_idx: definition: .* WITH \(fastupdate=off\)"$/,
      'index rag.conversation_chunks_metadata_idx: options: before null, after ["fastupdate=off"]',
    ],
  },
  {
    change: "CREATE CAST (bigint AS jsonb) WITH INOUT",
    undo: "DROP CAST (bigint AS jsonb)",
    seen: ["there is cast (bigint AS pg_catalog.jsonb): only on after"],
  },
  {
    change: "UPDATE commerce.products SET price = price + 1 WHERE id = 1",
    undo: "UPDATE commerce.products SET price = price - 1 WHERE id = 1",
    seen: [new RegExp(`^rows of commerce\\.products: md5: before ${anything}, after ${anything}$`)],
  },
  // What a null stands for, spelled out.
  { change: "GRANT ALL ON SCHEMA pgstack TO mcp_admin", undo: "SELECT", seen: [] },
  // A dropped column leaves its number unused.
  {
    change: "ALTER TABLE rag.conversations ADD gone int; ALTER TABLE rag.conversations DROP gone",
    undo: "SELECT",
    seen: [],
  },
];
