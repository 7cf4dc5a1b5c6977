import { stripSql } from "./strip-sql.ts";

/** Something that a file creates, and the catalog would have. */
export interface CreatedObject {
  readonly kind: "relation" | "type" | "routine" | "column" | "constraint" | "trigger" | "policy";
  readonly schema: string;
  /** Of a column, constraint, trigger or policy; `null` for everything else. */
  readonly table: string | null;
  readonly name: string;
}

const name = String.raw`(?:(?<schema>"[^"]+"|[a-z_][\w$]*)\s*\.\s*)?(?<name>"[^"]+"|[a-z_][\w$]*)`;
const unlessThere = String.raw`(?:IF\s+NOT\s+EXISTS\s+)?`;

const whole: readonly (readonly [CreatedObject["kind"], string])[] = [
  ["relation", String.raw`\bCREATE\s+(?:UNLOGGED\s+)?TABLE\s+${unlessThere}${name}`],
  ["relation", String.raw`\bCREATE\s+(?:RECURSIVE\s+|MATERIALIZED\s+)?VIEW\s+${unlessThere}${name}`],
  ["relation", String.raw`\bCREATE\s+SEQUENCE\s+${unlessThere}${name}`],
  [
    "relation",
    String.raw`\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?${unlessThere}(?!ON\b)${name}`,
  ],
  ["type", String.raw`\bCREATE\s+(?:TYPE|DOMAIN)\s+${name}`],
  ["routine", String.raw`\bCREATE\s+(?:FUNCTION|PROCEDURE|AGGREGATE)\s+${name}`],
];
const part = String.raw`(?<part>"[^"]+"|[a-z_][\w$]*)`;
const ofTable: readonly (readonly [CreatedObject["kind"], string])[] = [
  ["trigger", String.raw`\bCREATE\s+(?:CONSTRAINT\s+)?TRIGGER\s+${part}\b[\s\S]*?\bON\s+${name}`],
  ["policy", String.raw`\bCREATE\s+POLICY\s+${part}\s+ON\s+${name}`],
];
const alterTable = new RegExp(String.raw`\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?${name}`, "i");
const added: readonly (readonly [CreatedObject["kind"], string])[] = [
  ["column", String.raw`\bADD\s+COLUMN\s+${unlessThere}${part}`],
  ["constraint", String.raw`\bADD\s+CONSTRAINT\s+${part}`],
];

/**
 * The objects a file would leave, as far as its words tell: what it drops or renames as well, or replaces where it is
 * there, proves nothing and is left out. Good enough to suspect that the file was run; a comparison has to prove it.
 */
export function createdObjects(sql: string, schema: string): CreatedObject[] {
  const statements = stripSql(sql).split(";");
  const undone = statements.filter((statement) => /\b(?:DROP|RENAME)\b/i.test(statement));
  return statements
    .flatMap((statement) => objectsOf(statement, schema))
    .filter((object) => {
      const named = new RegExp(String.raw`(?<![\w$])${escaped(object.name)}(?![\w$])`, "i");
      return !undone.some((statement) => named.test(statement));
    });
}

function objectsOf(statement: string, schema: string): CreatedObject[] {
  const objects: CreatedObject[] = [];
  for (const [kind, pattern] of whole) {
    for (const { groups } of statement.matchAll(new RegExp(pattern, "gi")))
      objects.push({
        kind,
        schema: folded(groups?.schema) ?? schema,
        table: null,
        name: folded(groups?.name) ?? "",
      });
  }
  for (const [kind, pattern] of ofTable) {
    for (const { groups } of statement.matchAll(new RegExp(pattern, "gi")))
      objects.push(partOf(kind, groups, groups?.part, schema));
  }
  const table = alterTable.exec(statement)?.groups;
  for (const [kind, pattern] of table === undefined ? [] : added) {
    for (const { groups } of statement.matchAll(new RegExp(pattern, "gi")))
      objects.push(partOf(kind, table, groups?.part, schema));
  }
  return objects;
}

function partOf(
  kind: CreatedObject["kind"],
  table: Record<string, string> | undefined,
  part: string | undefined,
  schema: string,
): CreatedObject {
  return {
    kind,
    schema: folded(table?.schema) ?? schema,
    table: folded(table?.name) ?? "",
    name: folded(part) ?? "",
  };
}

/** A name as the catalog has it. */
function folded(identifier: string | undefined): string | undefined {
  return identifier?.startsWith('"') ? identifier.slice(1, -1) : identifier?.toLowerCase();
}

function escaped(text: string): string {
  return text.replaceAll(/[$.*+?()[\]{}|^\\]/g, String.raw`\$&`);
}
