import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import type { CredentialReference } from "../../db/connection-target.ts";
import { PasswordFile } from "../../provider/resources/password-file/resource.ts";

/** The administrator's password, and where it is found. */
export interface AdminPassword {
  /** A secret. */
  readonly password: Output<string>;
  readonly credential: Output<CredentialReference>;
}

/**
 * A generated password for the administrator of a server on this machine, in the stack's own folder.
 *
 * @param version another one makes a new password
 */
export function adminPassword(
  name: string,
  stack: string,
  version: number,
  { parent, provider }: Pick<CustomResourceOptions, "parent" | "provider">,
): AdminPassword {
  const generated = new RandomPassword(
    `${name}-admin-password`,
    { length: 32, special: false, keepers: { version: String(version) } },
    parent === undefined ? {} : { parent },
  );
  const path = `.pgstack/stacks/${stack}/admin.password`;
  const written = new PasswordFile(
    `${name}-admin-password-file`,
    { path, password: generated.result },
    { ...(parent && { parent }), ...(provider && { provider }) },
  );
  return { password: generated.result, credential: written.credential };
}
