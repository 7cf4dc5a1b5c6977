import { type EnumType, type ObjectType, words, wordsOf } from "../../property-schema.ts";

/** Named types of a schema's privileges. */
export const privilegeTypes: Readonly<Record<string, ObjectType | EnumType>> = {
  SchemaPrivilege: words("A privilege on a schema.", ["USAGE", "CREATE"]),
  TablePrivilege: words("A privilege on tables and what is like them.", [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "TRIGGER",
    "MAINTAIN",
  ]),
  SequencePrivilege: words("A privilege on sequences.", ["USAGE", "SELECT", "UPDATE"]),
  FunctionPrivilege: words("A privilege on functions and procedures.", ["EXECUTE"]),
  Grant: {
    type: "object",
    description:
      "What one role may do in one schema, on the objects there now and on those its creators make later.",
    properties: {
      role: { type: "string", description: "Name of the role; it has one grant a schema." },
      schema: wordsOf("SchemaPrivilege", "On the schema itself. Default USAGE."),
      tables: wordsOf(
        "TablePrivilege",
        "On tables, partitioned tables, views, materialized views and foreign tables. Default none.",
      ),
      sequences: wordsOf("SequencePrivilege", "On sequences. Default none."),
      functions: wordsOf("FunctionPrivilege", "On functions and procedures. Default none."),
    },
    required: ["role"],
  },
  ColumnMask: {
    type: "object",
    description:
      "Columns that some roles cannot read. They may read the table's other columns, so that SELECT * is refused to them.",
    properties: {
      table: { type: "string", description: "Table or view, in the schema." },
      columns: { type: "array", items: { type: "string" }, description: "Columns that are hidden." },
      hiddenFrom: {
        type: "array",
        items: { type: "string" },
        description: "Roles with a grant of SELECT on the schema's tables.",
      },
    },
    required: ["table", "columns", "hiddenFrom"],
  },
};
