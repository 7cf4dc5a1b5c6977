import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import { UserError } from "../../../errors/user-error.ts";

/**
 * From this size on, in GiB, gp3 for PostgreSQL is striped over four volumes; below it AWS takes neither IOPS nor throughput
 * (RDS user guide, "gp3 storage (recommended)", November 2026).
 */
export const stripedFrom = 400;
/** What a striped gp3 has for nothing: 12,000 IOPS and 500 MiB/s (there). */
const striped = { iops: 12_000, storageThroughput: 500 };

interface StorageArgs {
  readonly storageType: "gp3" | "io2";
  /** In GiB, as the next one. */
  readonly allocatedStorage: number;
  readonly maxAllocatedStorage: number;
  readonly iops?: number | undefined;
  /** In MiB/s. */
  readonly storageThroughput?: number | undefined;
}

/**
 * Speed of the storage. From 400 GiB on it is written out: a server that grows past them would otherwise be changed with the
 * IOPS that it had, which AWS refuses (hashicorp/terraform-provider-aws issue 28382, pull request 47411).
 *
 * @throws UserError for IOPS or throughput that the storage does not take
 */
export function speedArgs({
  storageType,
  allocatedStorage,
  iops,
  storageThroughput,
}: StorageArgs): Pick<InstanceArgs, "iops" | "storageThroughput"> {
  if (storageType === "io2") {
    if (iops === undefined)
      throw new UserError("io2 has no IOPS of its own", {
        where: "iops",
        mend: "Say how many it shall have.",
      });
    if (storageThroughput !== undefined)
      throw new UserError("io2 has the throughput of its IOPS", {
        where: "storageThroughput",
        mend: "Leave it out.",
      });
    return { iops };
  }
  if (allocatedStorage >= stripedFrom)
    return {
      iops: iops ?? striped.iops,
      storageThroughput: storageThroughput ?? striped.storageThroughput,
    };
  if (iops === undefined && storageThroughput === undefined) return {};
  throw new UserError(
    `gp3 of ${allocatedStorage} GiB has 3,000 IOPS and 125 MiB/s, and AWS takes no other figure`,
    {
      where: iops === undefined ? "storageThroughput" : "iops",
      mend: `Leave it out, or allocate ${stripedFrom} GiB or more.`,
    },
  );
}

/**
 * Up to which storage grows by itself; 0 turns that off.
 *
 * While it is on, the provider hides that storage has grown past allocatedStorage, and shows nothing but growth that is asked
 * for (terraform-provider-aws, internal/service/rds/instance.go, `allocated_storage`, November 2026). So allocatedStorage is no
 * ignored change: a user could not grow it any more.
 */
export function ceiling({
  allocatedStorage,
  maxAllocatedStorage,
}: Pick<StorageArgs, "allocatedStorage" | "maxAllocatedStorage">): number {
  return maxAllocatedStorage > allocatedStorage ? maxAllocatedStorage : 0;
}
