import type { Node } from "libpg-query";

/** A statement of a migration, parsed. */
export interface Statement {
  readonly node: Node;
  /** Where it begins, in bytes of the file's SQL. */
  readonly start: number;
  /** What to add to a location within `node` to have it in bytes of the file's SQL: not 0 in the body of a DO. */
  readonly base: number;
  /** Where each command of an ALTER TABLE begins, as locations within `node`. */
  readonly commands: readonly number[];
}
