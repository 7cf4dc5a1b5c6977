import type { DatabaseModel } from "../../../model/database-model.ts";
import type { Role } from "../../../model/role.ts";

/**
 * Another declaration than the project's: a role less, two more, and of the others' attributes, memberships, settings, grants
 * and masks each sort with a change; a schema with another owner, and an index with other options.
 */
export function changedModel({ roles, schemas, extensions }: DatabaseModel): DatabaseModel {
  const changed: Readonly<Record<string, Partial<Role>>> = {
    mcp_migrator: { login: false, memberOf: [], settings: {} },
    mcp_reader: { settings: { statement_timeout: "2s", work_mem: "8MB" } },
    mcp_monitor: { memberOf: [], settings: { search_path: ["pg_catalog"] } },
    mcp_app: { memberOf: ["mcp_group"], connectionLimit: 20, passwordVersion: 2, comment: "it's another" },
  };
  return {
    access: { temporary: ["mcp_app"] },
    extensions,
    roles: [
      ...roles
        .filter(({ name }) => name !== "mcp_readonly")
        .map((role) => ({ ...role, ...changed[role.name] })),
      { name: "mcp_group", comment: "may read" },
      { name: "rag_owner", comment: "owns rag" },
    ],
    schemas: schemas.map((schema) => ({
      ...schema,
      owner: schema.name === "rag" ? "rag_owner" : schema.owner,
      masks:
        schema.name === "rag"
          ? [{ table: "conversation_chunks", columns: ["content"], hiddenFrom: ["mcp_reader"] }]
          : [],
      comment: `another ${schema.name}`,
      grants: [
        ...schema.grants.filter(({ role }) => role !== "mcp_readonly"),
        { role: "mcp_group", schema: ["USAGE", "CREATE"], tables: ["SELECT"], functions: ["EXECUTE"] },
      ],
      indexes: schema.indexes
        .filter(({ method }) => method !== "gin")
        .map((index) =>
          index.method === "hnsw" ? { ...index, with: { m: 24, ef_construction: 64 } } : index,
        ),
    })),
  };
}
