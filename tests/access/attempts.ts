import { quoteName, quoteQualified } from "../../sql/quote.ts";

/** An object of a database, with what a statement needs to know of it. */
export interface Target {
  readonly kind: string;
  readonly schema: string | null;
  readonly name: string;
  /** A column that can be written, of a table or view. */
  readonly column?: string;
}

/** A statement that needs one privilege. */
export interface Attempt {
  readonly privilege: string;
  readonly sql: string;
  /** SQLSTATE where the privilege is there; none where it succeeds. */
  readonly otherwise?: string;
}

/** What the server says of a change to a materialized view, once it has looked at who asks. */
const wrongObjectType = "42809";
const undefinedTable = "42P01";

/** Every verb there is for a sort of objects. Nothing of it stays but a number taken from a sequence. */
export function attemptsOn({ kind, schema, name, column }: Target): Attempt[] {
  const place =
    schema === null
      ? quoteName(name)
      : kind === "function" || kind === "procedure"
        ? `${quoteName(schema)}.${name}`
        : quoteQualified(schema, name);
  switch (kind) {
    case "database":
      return [
        { privilege: "CREATE", sql: "CREATE SCHEMA attempt" },
        { privilege: "TEMPORARY", sql: "CREATE TEMPORARY TABLE attempt (a int)" },
        { privilege: "CONNECT", sql: "SELECT 1" },
      ];
    case "schema":
      return [
        {
          privilege: "USAGE",
          sql: `SELECT FROM ${quoteQualified(name, "nosuch")}`,
          otherwise: undefinedTable,
        },
        { privilege: "CREATE", sql: `CREATE TABLE ${quoteQualified(name, "attempt")} (a int)` },
      ];
    case "table":
    case "partitioned table":
      return [...onRows(place, column), ...onTables(place), ...(kind === "table" ? [maintain(place)] : [])];
    case "view":
      return onRows(place, column);
    case "materialized view":
      return [...onRows(place, column, wrongObjectType), maintain(place)];
    case "sequence":
      return [
        { privilege: "USAGE", sql: `SELECT nextval('${place}')` },
        { privilege: "SELECT", sql: `SELECT last_value FROM ${place}` },
        {
          privilege: "UPDATE",
          sql: `SELECT setval('${place}', (SELECT last_value FROM ${place}), (SELECT is_called FROM ${place}))`,
        },
      ];
    case "function":
      return [{ privilege: "EXECUTE", sql: `SELECT ${place}` }];
    case "procedure":
      return [{ privilege: "EXECUTE", sql: `CALL ${place}` }];
    case "type":
      return [{ privilege: "USAGE", sql: `SELECT NULL::${place}` }];
    default:
      return [];
  }
}

function onRows(place: string, column = "", otherwise?: string): Attempt[] {
  const changed = otherwise === undefined ? {} : { otherwise };
  const name = quoteName(column);
  return [
    // The whole row: one column alone may be read without it.
    { privilege: "SELECT", sql: `SELECT whole FROM ${place} AS whole LIMIT 0` },
    { privilege: "INSERT", sql: `INSERT INTO ${place} (${name}) SELECT NULL WHERE false`, ...changed },
    { privilege: "UPDATE", sql: `UPDATE ${place} SET ${name} = NULL WHERE false`, ...changed },
    { privilege: "DELETE", sql: `DELETE FROM ${place} WHERE false`, ...changed },
  ];
}

function onTables(place: string): Attempt[] {
  return [
    { privilege: "TRUNCATE", sql: `TRUNCATE ${place} CASCADE` },
    {
      privilege: "TRIGGER",
      sql: `CREATE TRIGGER attempt BEFORE UPDATE ON ${place} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    },
  ];
}

/** ANALYZE and VACUUM only warn. */
function maintain(place: string): Attempt {
  return { privilege: "MAINTAIN", sql: `REINDEX TABLE ${place}` };
}
