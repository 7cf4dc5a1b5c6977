import type { Finding } from "../finding.ts";

/** A run of Pulumi's that took the stack's lock. */
export interface LockHolder {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly since: Date;
  /** Whether that run is still at it, as far as this machine can tell. */
  readonly held: boolean;
}

/** Who works on the stack, which keeps others from it. */
export function checkStackLock(holders: readonly LockHolder[], now: number = Date.now()): Finding {
  const name = "Stack's lock";
  const [holder] = holders.toSorted((a, b) => Number(b.held) - Number(a.held));
  if (holder === undefined) return { name, level: "ok", found: "free" };
  const { pid, username, hostname, since, held } = holder;
  if (!held) {
    return {
      name,
      level: "warn",
      found: `left by process ${pid}, which has ended`,
      mend: "The next `pgstack` command removes it.",
    };
  }
  const minutes = Math.floor((now - since.getTime()) / 60_000);
  return {
    name,
    level: "warn",
    found: `held by process ${pid} of ${username}@${hostname}, for ${minutes < 1 ? "less than a minute" : `${minutes} min`}`,
    mend: "Wait until it has ended, or end it.",
  };
}
