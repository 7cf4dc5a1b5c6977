import { UserError } from "../../errors/user-error.ts";
import { type AdminTarget, writeAdminLogin } from "../../operations/login/write-admin-login.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { adminLoginFile } from "../../settings/paths.ts";
import type { OpenStack } from "./opened-stack.ts";
import { readOutputs } from "./read-outputs.ts";

/**
 * Writes the file that the engine's plug-ins find the administrator's password in, where that is a secret in AWS; before the engine
 * starts, since a refresh asks the server in no order. A stack that was never brought up has none yet: the program makes it.
 *
 * @param say is told why there is none, which matters to what connects alone
 */
export async function prepareAdminLogin(
  opened: Pick<OpenStack, "name" | "settings" | "pulumi">,
  say: (line: string) => void,
): Promise<void> {
  if (opened.settings.environment !== "prod") return;
  try {
    const outputs = await readOutputs(opened);
    const admin = secretAdmin(outputs);
    if (admin !== undefined) await writeAdminLogin(adminLoginFile(opened.name), admin);
  } catch (error) {
    if (!UserError.isInstance(error)) throw error;
    // What is said of the stack itself: it is not there, or has no outputs yet.
    if (error.where !== `stack ${opened.name}`)
      say(`the administrator's password was not read: ${error.message}`);
  }
}

/** Where the administrator logs in whose password is a secret in AWS; `undefined` where it is elsewhere. */
export function secretAdmin({ direct, database, tls, caFile, admin }: StackOutputs): AdminTarget | undefined {
  if (!admin.credential.startsWith("arn:")) return undefined;
  const { user, credential } = admin;
  return { ...direct, database, tls, ...(caFile && { caFile }), user, credential };
}
