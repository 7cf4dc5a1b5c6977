import type { MatrixRow } from "../../../sql/access/read-matrix.ts";

/** What an object is called in the printed matrix. */
export function nameOf(row: MatrixRow): string {
  const { kind, name } = row;
  if (isFuture(row)) return `${kind} of ${name}`;
  if (kind === "schema") return "the schema itself";
  if (kind === "column") return columns([row]);
  return `${kind} ${name}${marks(row)}`;
}

/**
 * What several objects are called that are equal for every role.
 *
 * @param apart whether there are others of the kind, so that the number alone does not say which
 */
export function nameOfMany(rows: readonly MatrixRow[], apart: boolean): string {
  const [first] = rows;
  if (first === undefined) return "";
  if (first.kind === "column") return columns(rows);
  const names = rows.map(({ name }) => name).join(", ");
  if (isFuture(first)) return `${first.kind} of ${names}`;
  const many = `${rows.length} ${first.kind}s${marks(first)}`;
  return apart ? `${many}: ${names}` : many;
}

/** Objects that differ in this are not told together, whatever they are called. */
export function kindOf(row: MatrixRow): string {
  return row.kind === "column" ? tableOf(row) : marks(row);
}

/** What somebody will make. */
export function isFuture({ kind }: MatrixRow): boolean {
  return kind.startsWith("future ");
}

/** As GRANT has them: `customers (country, id)`. */
function columns(rows: readonly MatrixRow[]): string {
  const [first] = rows;
  const table = first === undefined ? "" : tableOf(first);
  return `${table} (${rows.map(({ name }) => name.slice(table.length + 1)).join(", ")})`;
}

function tableOf({ name }: MatrixRow): string {
  return name.slice(0, name.indexOf("."));
}

/** What else decides who sees or does what. */
function marks({ definer, policies, forced }: MatrixRow): string {
  const rows =
    policies === null
      ? []
      : [`${policies} ${policies === 1 ? "policy" : "policies"}${forced ? ", forced" : ""}`];
  const all = [...(definer ? ["definer"] : []), ...rows];
  return all.length === 0 ? "" : ` [${all.join(", ")}]`;
}
