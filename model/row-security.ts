export type PolicyCommand = "ALL" | "SELECT" | "INSERT" | "UPDATE" | "DELETE";

/** Which rows of a table roles see and write. Its table has to be one of `rowSecurity`. */
export interface Policy {
  readonly table: string;
  /** Unique on its table. */
  readonly name: string;
  /** @default "ALL" */
  readonly command?: PolicyCommand;
  /** @default every role */
  readonly roles?: readonly string[];
  /** SQL condition of rows that are seen, changed and deleted. @default none: no condition */
  readonly using?: string;
  /** SQL condition of rows that are written. @default that of `using` */
  readonly check?: string;
  /** A row is seen by what any permissive policy and all restrictive ones allow. @default true */
  readonly permissive?: boolean;
}

/** A table whose rows are nobody's but by a policy. */
export interface RowSecurity {
  readonly table: string;
  /** Whether it holds for the table's owner too; migrations run as the owner. @default false */
  readonly force?: boolean;
}
