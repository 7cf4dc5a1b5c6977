import type { ClientBase, QueryResult } from "pg";

/** What one statement returned. */
export interface StatementResult {
  /** `SELECT`, `INSERT`, ... */
  readonly command: string;
  /** Rows returned or changed, where the statement counts them. */
  readonly rowCount: number | null;
  readonly columns: readonly string[];
  /** Values in the order of `columns`, as PostgreSQL writes them; NULL is `null`. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Runs SQL, one statement or several, and returns what each gave.
 * @param role role to take on with SET ROLE, for one that cannot log in
 */
export async function runQuery(client: ClientBase, sql: string, role?: string): Promise<StatementResult[]> {
  if (role !== undefined) await client.query("SELECT set_config('role', $1, false)", [role]);
  // Without values `pg` sends a simple query, which may hold several statements and comes back as a list then.
  const results = await client.query<(string | null)[]>({ text: sql, rowMode: "array", types: asText });
  const list: QueryResult<(string | null)[]>[] = Array.isArray(results) ? results : [results];
  return list.map(({ command, rowCount, fields, rows }) => ({
    command: command ?? "",
    rowCount,
    columns: fields.map((field) => field.name),
    rows,
  }));
}

/** Values stay what the server wrote: no number loses digits, no date its zone. */
const asText = { getTypeParser: () => (value: string) => value };
