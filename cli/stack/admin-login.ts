import { UserError } from "../../errors/user-error.ts";
import { type AdminTarget, writeAdminLogin } from "../../operations/login/write-admin-login.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { adminLoginFile } from "../../settings/paths.ts";
import type { OpenStack } from "./opened-stack.ts";
import { outputsIfAny } from "./read-outputs.ts";

/**
 * Writes the file that the engine's plug-ins find the administrator's password in, where that is a secret in AWS; before the engine
 * starts, since a refresh asks the server in no order. A stack that was not brought up to the end has none yet: the program
 * makes it.
 *
 * @param say is told why there is none, which matters to what connects alone
 * @throws UserError when stack prod is not there, or its state cannot be read, as without a login to a back end
 */
export async function prepareAdminLogin(
  opened: Pick<OpenStack, "name" | "settings" | "pulumi">,
  say: (line: string) => void,
): Promise<void> {
  if (opened.settings.environment !== "prod") return;
  const outputs = await outputsIfAny(opened);
  const admin = outputs && secretAdmin(outputs);
  if (admin === undefined) return;
  try {
    await writeAdminLogin(adminLoginFile(opened.name), admin);
  } catch (error) {
    if (!UserError.isInstance(error)) throw error;
    say(`the administrator's password was not read: ${error.message}`);
  }
}

/** Where the administrator logs in whose password is a secret in AWS; `undefined` where it is elsewhere. */
export function secretAdmin({ direct, database, tls, caFile, admin }: StackOutputs): AdminTarget | undefined {
  if (!admin.credential.startsWith("arn:")) return undefined;
  const { user, credential } = admin;
  return { ...direct, database, tls, ...(caFile && { caFile }), user, credential };
}
