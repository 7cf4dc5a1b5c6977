import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexShape } from "../../../sql/index/index-shape.ts";
import type { StatementFact } from "../../../sql/index/preflight/distance-statements.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import type { ServerFacts } from "../../../sql/index/preflight/read-server-facts.ts";
import type { OtherIndex } from "../duplicates/compare-indexes.ts";
import type { PreflightFinding } from "./preflight-finding.ts";

/** A declared index, and all that is known of where it is to be. */
export interface PreflightSubject {
  readonly schema: string;
  readonly index: IndexDefinition;
  /** The index as the server would have it. */
  readonly shape: IndexShape;
  readonly table: TableFacts;
  readonly server: ServerFacts;
  /** Bytes of /dev/shm on the server's machine; `undefined` where that cannot be asked. */
  readonly sharedMemory: number | undefined;
  /** Others on the table: of the catalog and of the same program. */
  readonly others: readonly OtherIndex[];
  /** Statements that were run with an operator of pgvector's; none where the server does not keep them. */
  readonly statements: readonly StatementFact[];
}

/** Decides from facts alone. */
export type PreflightCheck = (subject: PreflightSubject) => PreflightFinding[];
