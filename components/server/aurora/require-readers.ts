import { UserError } from "../../../errors/user-error.ts";

/** AWS takes this many beside the writer (Aurora user guide, Aurora.Replication, read November 2026). */
const mostReaders = 15;

/** @throws UserError for numbers of readers that AWS refuses, or that would never scale */
export function requireReaders({ minReaders, maxReaders }: { minReaders: number; maxReaders: number }): void {
  if (maxReaders > mostReaders) {
    throw new UserError(`${maxReaders} readers are more than a cluster has: ${mostReaders}`, {
      where: "pgstack:auroraMaxReaders",
      mend: `Set it to ${mostReaders} or less.`,
    });
  }
  if (maxReaders < minReaders) {
    throw new UserError(`at most ${maxReaders} readers are allowed, and ${minReaders} are always there`, {
      where: "pgstack:auroraMaxReaders",
      mend: `Set it to ${minReaders} or more.`,
    });
  }
  if (minReaders === 0 && maxReaders > 0) {
    throw new UserError("readers are added by the load of those that are there, and there is none", {
      where: "pgstack:auroraMinReaders",
      mend: "Set it to 1 or more, or pgstack:auroraMaxReaders to 0.",
    });
  }
}
