import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";

/** One owner for these too. */
export const schemaOrExtension: Rule = {
  name: "schema-or-extension",
  level: "error",
  why: "Schemas and extensions are declared in model/database.ts: `up` makes them before any migration runs, and finds every difference.",
  check: ({ node }) => {
    const drop = droppedKinds[nodeOf(node, "DropStmt")?.removeType ?? ""];
    const words = drop ?? Object.entries(statements).find(([kind]) => kind in node)?.[1];
    return words === undefined
      ? []
      : [
          {
            what: `${words} in a migration`,
            mend: "Declare it in model/database.ts, and remove the statement.",
          },
        ];
  },
};

const droppedKinds: Readonly<Record<string, string>> = {
  OBJECT_SCHEMA: "DROP SCHEMA",
  OBJECT_EXTENSION: "DROP EXTENSION",
};

const statements: Readonly<Record<string, string>> = {
  CreateSchemaStmt: "CREATE SCHEMA",
  CreateExtensionStmt: "CREATE EXTENSION",
  AlterExtensionStmt: "ALTER EXTENSION",
};
