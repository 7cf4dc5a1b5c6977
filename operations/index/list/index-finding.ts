/** What is the matter with indexes. */
export type IndexProblem =
  | "invalid"
  | "leftover"
  | "missing"
  | "foreign-key"
  | "duplicate"
  | "covered"
  | "unused";

/** Something about an index that costs without serving, or that is not there and should be. */
export interface IndexFinding {
  readonly problem: IndexProblem;
  readonly schema: string;
  readonly table: string;
  /** The index, or the constraint of a foreign key. */
  readonly name: string;
  /** A sentence without a full stop. */
  readonly what: string;
  /** What to do about it, as a sentence. */
  readonly mend: string;
  /** A statement or a command that does it; `null` where the model does. */
  readonly run: string | null;
  /** A line for the schema's `indexes` in model/database.ts. */
  readonly model: string | null;
}
