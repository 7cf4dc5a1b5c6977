import type { DatabaseModel } from "./database-model.ts";

/** What of the settings the declaration depends on. */
export interface ModelOptions {
  readonly foreignKeyIndexes: boolean;
  readonly embeddingDimensions: number;
}

const owner = "mcp_owner";
const readWrite = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;
/** Schemas that applications name without, extensions' types among them. */
const search_path = ["commerce", "rag", "public"];

/**
 * The database, declared once for every server. Edit this file, then `npm run up`.
 *
 * Tables are made by the migrations in `migrations/<schema>/`; roles, privileges and indexes are declared here.
 */
export function database(options: ModelOptions): DatabaseModel {
  return {
    extensions: [{ name: "vector" }],

    roles: [
      { name: owner, comment: "owns every schema; nobody logs in as it" },
      {
        name: "mcp_migrator",
        comment: "applies migrations",
        login: true,
        memberOf: [owner],
        ownSession: true,
        // Whoever waits for a lock makes everybody wait who comes after: a migration gives up and tries again.
        settings: { lock_timeout: "5s" },
      },
      {
        name: "mcp_app",
        comment: "the application: reads and writes",
        login: true,
        settings: { search_path, statement_timeout: "60s", idle_in_transaction_session_timeout: "60s" },
      },
      {
        name: "mcp_readonly",
        comment: "reports and people: reads",
        login: true,
        settings: { search_path, statement_timeout: "5min" },
      },
      {
        name: "mcp_monitor",
        comment: "monitoring: statistics of the whole server, and no rows",
        login: true,
        memberOf: ["pg_monitor"],
        connectionLimit: 5,
        settings: { statement_timeout: "30s" },
      },
      {
        name: "mcp_reader",
        comment: "AI assistants, by MCP: read, briefly",
        login: true,
        connectionLimit: 5,
        settings: {
          search_path,
          default_transaction_read_only: true,
          statement_timeout: "5s",
          lock_timeout: "1s",
          idle_in_transaction_session_timeout: "10s",
        },
      },
    ],

    schemas: [
      {
        name: "commerce",
        owner,
        comment: "a shop: customers, products, orders",
        grants: [
          { role: "mcp_app", tables: readWrite, sequences: ["USAGE", "SELECT"] },
          { role: "mcp_readonly", tables: ["SELECT"] },
          { role: "mcp_reader", tables: ["SELECT"] },
        ],
        // Reports count customers and need not know who they are.
        masks: [
          { table: "customers", columns: ["email", "full_name"], hiddenFrom: ["mcp_readonly", "mcp_reader"] },
        ],
        indexes: [
          {
            name: "orders_customer_id_created_at_idx",
            table: "orders",
            keys: [{ column: "customer_id" }, { column: "created_at", order: "desc" }],
          },
          // Absent by design, for the audit to find: pgstack:foreignKeyIndexes adds them.
          ...(options.foreignKeyIndexes
            ? [
                { name: "order_items_order_id_idx", table: "order_items", keys: [{ column: "order_id" }] },
                {
                  name: "order_items_product_id_idx",
                  table: "order_items",
                  keys: [{ column: "product_id" }],
                },
              ]
            : []),
        ],
      },
      {
        name: "rag",
        owner,
        comment: "conversations cut into chunks, with an embedding each",
        variables: { embedding_dimensions: options.embeddingDimensions },
        grants: [
          { role: "mcp_app", tables: readWrite, sequences: ["USAGE", "SELECT"] },
          { role: "mcp_readonly", tables: ["SELECT"] },
          { role: "mcp_reader", tables: ["SELECT"] },
        ],
        indexes: [
          {
            name: "conversation_chunks_embedding_idx",
            table: "conversation_chunks",
            method: "hnsw",
            keys: [{ column: "embedding", opclass: "vector_cosine_ops" }],
            with: { m: 16, ef_construction: 64 },
          },
          {
            name: "conversation_chunks_metadata_idx",
            table: "conversation_chunks",
            method: "gin",
            keys: [{ column: "metadata", opclass: "jsonb_path_ops" }],
          },
        ],
      },
    ],
  };
}
