import { UserError } from "../errors/user-error.ts";
import type { Credential, Role } from "./role.ts";

/** What of a server decides how its roles log in. */
export interface LoginCapabilities {
  readonly kind: string;
  readonly iam: boolean;
}

const onThisMachine: readonly string[] = ["embedded", "native", "docker"];

/**
 * How a role logs in on a server: as it is declared; where nothing is declared, by IAM if the server has it. In place of IAM it
 * is a generated password where a server of this machine has none.
 * @throws UserError for IAM on another server without it
 */
export function credentialOf(role: Role, { kind, iam }: LoginCapabilities): Credential {
  const { name, login = false, credential = login ? (iam ? "iam" : "password") : "none" } = role;
  if (credential !== "iam" || iam) return credential;
  if (onThisMachine.includes(kind)) return "password";
  throw new UserError(`logs in by IAM, and the ${kind} server has no IAM authentication`, {
    where: `role ${name}`,
    mend: "Switch on the server's IAM authentication, or give the role another credential in model/database.ts.",
  });
}

/** What is other than in production, a sentence, or none. */
export function credentialLimits(roles: readonly Role[], server: LoginCapabilities): string[] {
  const instead = roles.filter(
    (role) => role.credential === "iam" && credentialOf(role, server) === "password",
  );
  if (instead.length === 0) return [];
  const names = instead.map(({ name }) => name).join(", ");
  return [`there is no IAM: ${names} log${instead.length === 1 ? "s" : ""} in by a generated password here`];
}
