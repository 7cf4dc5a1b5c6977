import type { ConnectionTarget } from "../../db/connection-target.ts";
import { UserError } from "../../errors/user-error.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";

/** How to work as a role: whom to log in as, and which role to take on after that. */
export interface RoleTarget {
  readonly target: ConnectionTarget;
  /** Set where the role has no password to log in with. */
  readonly setRole?: string;
}

/**
 * Where somebody works as a role: on the primary itself, in a session that keeps what it sets.
 *
 * A role with a password logs in with it; one without is taken on by the administrator, who is also a role of its own.
 *
 * @throws UserError for a role the stack does not have
 */
export function roleTarget(outputs: StackOutputs, stack: string, role: string): RoleTarget {
  const { direct, database, tls, caFile, admin } = outputs;
  const place = { ...direct, database, tls, ...(caFile && { caFile }) };
  const url = outputs.urls[role];
  const password = url === undefined ? "" : new URL(url).password;
  if (password !== "") {
    return { target: { ...place, user: role, credential: async () => decodeURIComponent(password) } };
  }
  const asAdmin = { ...place, user: admin.user, credential: admin.credential };
  if (role === admin.user) return { target: asAdmin };
  if (role in outputs.roles) return { target: asAdmin, setRole: role };
  throw new UserError(`stack ${stack} has no role "${role}"`, {
    where: "--role",
    mend: `There are ${[...Object.keys(outputs.roles), admin.user].join(", ")}.`,
  });
}
