import { readFile } from "node:fs/promises";
import { UserError } from "../errors/user-error.ts";
import { fromProject } from "../settings/paths.ts";
import type { CredentialReference } from "./connection-target.ts";
import { isSecretArn, secretPassword } from "./secret/secret-password.ts";

/**
 * Resolves a credential reference to the password.
 * @param refused passwords that the server does not take: of a secret that is being rotated another one is tried
 * @throws UserError when what it refers to is not there, or of a sort this version cannot resolve.
 */
export async function resolveCredential(
  reference: CredentialReference,
  refused: ReadonlySet<string> = new Set(),
): Promise<string> {
  if (isSecretArn(reference)) return secretPassword(reference, refused);
  if (!reference.startsWith("file:")) {
    throw new UserError(`cannot resolve a credential of the sort "${reference.split(":", 1)[0]}:"`, {
      where: "credential",
      mend: "This version resolves file:<path>, and arn:aws:secretsmanager:<region>:<account>:secret:<name>.",
    });
  }
  const path = reference.slice("file:".length);
  try {
    return (await readFile(fromProject(path), "utf8")).trim();
  } catch (cause) {
    throw new UserError(`the password file ${path} cannot be read`, {
      where: "credential",
      mend: "Run `npm run up`: it makes the file again.",
      cause,
    });
  }
}
