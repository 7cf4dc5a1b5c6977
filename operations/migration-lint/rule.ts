import type { Level } from "./finding.ts";
import type { KnownSchema } from "./known-schema.ts";
import type { Statement } from "./statement.ts";

/** What a rule knows beside the statement. */
export interface LintContext {
  /** The schema that names without one belong to. */
  readonly schema: string;
  readonly direction: "up" | "down";
  /** False in a `-- no-transaction` file. */
  readonly inTransaction: boolean;
  /** What the migrations before, and the statements before in this file, have made. */
  readonly known: KnownSchema;
  /** Indexes that model/database.ts declares in this schema. */
  readonly declaredIndexes: ReadonlySet<string>;
  /** The statements before it in the file. */
  readonly earlier: readonly Statement[];
  /** Those after it. */
  readonly later: readonly Statement[];
}

/** One place that breaks a rule. */
export interface Problem {
  /** Location within the statement's node. @default the statement's beginning */
  readonly at?: number | undefined;
  readonly what: string;
  readonly mend: string;
  /** The SQL that does it right. */
  readonly sql?: string;
}

/** A rule about one statement: a pure function. */
export interface Rule {
  /** squawk's name where squawk has the rule. */
  readonly name: string;
  readonly level: Level;
  /** What breaking it does to a database in use. */
  readonly why: string;
  /** Whether it is about files that go forward only: a rollback takes away what its migration made. @default false */
  readonly upOnly?: boolean;
  readonly check: (statement: Statement, context: LintContext) => readonly Problem[];
}
