import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { Finding } from "../finding.ts";

/** What the stack's kind of server cannot do that production can: nothing to mend, and good to know. */
export function checkLimits({ kind, limits = [] }: RememberedServer): Finding[] {
  return limits.map((found) => ({ name: `Limit of ${kind}`, level: "ok", found }));
}
