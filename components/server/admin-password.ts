import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import type { CredentialReference } from "../../db/connection-target.ts";
import { PasswordFile } from "../../provider/resources/password-file/resource.ts";

/** The administrator's password, and where it is found. */
export interface AdminPassword {
  /** A secret. */
  readonly password: Output<string>;
  readonly credential: Output<CredentialReference>;
  /** The file it is in, relative to the project. */
  readonly file: Output<string>;
}

/** A generated password for the administrator of a server on this machine, in the stack's own folder. */
export function adminPassword(
  name: string,
  stack: string,
  { parent, provider }: Pick<CustomResourceOptions, "parent" | "provider">,
): AdminPassword {
  const generated = new RandomPassword(
    `${name}-admin-password`,
    { length: 32, special: false },
    parent === undefined ? {} : { parent },
  );
  const path = `.pgstack/stacks/${stack}/admin.password`;
  const written = new PasswordFile(
    `${name}-admin-password-file`,
    { path, password: generated.result },
    { ...(parent && { parent }), ...(provider && { provider }) },
  );
  const file = written.credential.apply((credential) => credential.slice("file:".length));
  return { password: generated.result, credential: written.credential, file };
}
