export type SchemaPrivilege = "USAGE" | "CREATE";
export type TablePrivilege =
  | "SELECT"
  | "INSERT"
  | "UPDATE"
  | "DELETE"
  | "TRUNCATE"
  | "REFERENCES"
  | "TRIGGER"
  | "MAINTAIN";
export type SequencePrivilege = "USAGE" | "SELECT" | "UPDATE";
export type FunctionPrivilege = "EXECUTE";

/** What one role may do in one schema, on the objects there now and on those the schema's creators make later. */
export interface Grant {
  readonly role: string;
  /** @default ["USAGE"] */
  readonly schema?: readonly SchemaPrivilege[];
  /** On tables, partitioned tables, views, materialized views and foreign tables. @default none */
  readonly tables?: readonly TablePrivilege[];
  /** @default none */
  readonly sequences?: readonly SequencePrivilege[];
  /** On functions and procedures. @default none */
  readonly functions?: readonly FunctionPrivilege[];
}
