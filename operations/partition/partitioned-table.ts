import type { Bounds } from "../../sql/partition/partition-bounds.ts";
import type { KeyKind, Position } from "../../sql/partition/partition-key.ts";

/** A partition that is there. */
export interface FoundPartition {
  readonly schema: string;
  readonly name: string;
  /** `undefined` of the default partition, and of bounds that no set makes. */
  readonly bounds: Bounds | undefined;
  /** A DETACH CONCURRENTLY of it was cut short. */
  readonly pending: boolean;
}

/** A table that a set can be of, as it is on the server. */
export interface PartitionedTable {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  /** Column of the partition key. */
  readonly column: string;
  readonly kind: KeyKind;
  /** Between which places its bounds can be. */
  readonly limits: readonly [from: Position, to: Position];
  readonly tablespace: string | null;
  /** Tables whose foreign keys refer to it. */
  readonly referring: readonly string[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: bigint;
  /** In the order of their bounds; without the default partition. */
  readonly partitions: readonly FoundPartition[];
  readonly defaultPartition: FoundPartition | undefined;
}
