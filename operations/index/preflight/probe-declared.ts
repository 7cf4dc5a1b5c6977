import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexShape } from "../../../sql/index/index-shape.ts";
import { type ProbeRow, probeIndex, probeName } from "../../../sql/index/preflight/probe-index.ts";
import {
  type NamedType,
  readNamedType,
  readOperatorClasses,
} from "../../../sql/index/preflight/read-operator-classes.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { type KnownClasses, typeWithoutDefault } from "./class-refusal.ts";
import type { PreflightFinding } from "./preflight-finding.ts";
import { refusalOf } from "./refusal.ts";

/** The server's judgement of a declared index: how it would write it, or why it would not build it. */
export type Probed =
  | { readonly shape: IndexShape }
  | { readonly refused: PreflightFinding }
  /** It could not be asked, such as where another session holds the table. */
  | undefined;

/** Has the server build a declared index on an empty copy of its table, which is undone. */
export async function probeDeclared(
  client: ClientBase,
  schema: string,
  index: IndexDefinition,
  table: TableFacts,
): Promise<Probed> {
  await client.query("BEGIN");
  try {
    let row: ProbeRow | undefined;
    for (const statement of probeIndex(index, schema))
      row = (await client.query<ProbeRow>(statement)).rows[0];
    return row === undefined ? undefined : { shape: row.shape };
  } catch (error) {
    const code = errorCode(error);
    if (!(error instanceof Error) || code === undefined) throw error;
    if (!judgesIndex(code, error.message, table.name)) return undefined;
    await client.query("ROLLBACK");
    const classes = await knownClasses(client, index, table, error.message);
    return { refused: refusalOf(index, { code, message: worded(error.message, table.name) }, classes) };
  } finally {
    await client.query("ROLLBACK");
  }
}

/**
 * Whether an error is about the declaration. A lock, a limit of time, or a right that is missing is of the moment; and a
 * function that takes the table's own row has no such thing as the copy.
 */
function judgesIndex(code: string, message: string, table: string): boolean {
  if (code === SqlState.undefinedFunction) return !new RegExp(probeName.source).test(message);
  if (code === SqlState.undefinedColumn) return !message.includes(`"${table}"`);
  return /^(42|22|0A|54|2BP)/.test(code) && code !== SqlState.insufficientPrivilege;
}

function worded(message: string, table: string): string {
  return message.replaceAll(probeName, table);
}

/** Of the method and the type of each key that is a column, and of a type that the server names. */
async function knownClasses(
  client: ClientBase,
  { keys, method = "btree" }: IndexDefinition,
  { columns }: TableFacts,
  message: string,
): Promise<KnownClasses> {
  const [ofColumn, types] = [new Map<string, readonly string[]>(), new Map<string, string>()];
  for (const { column: name } of keys) {
    const type = columns.find((column) => column.name === name)?.type;
    if (name === undefined || type === undefined) continue;
    const { rows } = await client.query<{ name: string }>(readOperatorClasses, [method, type]);
    types.set(name, type);
    ofColumn.set(
      name,
      rows.map((row) => row.name),
    );
  }
  const type = typeWithoutDefault(message);
  const named =
    type === undefined ? undefined : (await client.query<NamedType>(readNamedType, [method, type])).rows[0];
  return { ofColumn, types, named };
}
