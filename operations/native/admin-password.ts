import { existsSync, readFileSync } from "node:fs";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { quoteLiteral, quoteName } from "../../sql/quote.ts";
import { isPasswordOf, scramVerifier } from "../../sql/role/scram-verifier.ts";
import { readDataMarker, writeDataMarker } from "./data-marker.ts";
import type { NativeConfig } from "./native-config.ts";
import { runProgram } from "./programs.ts";
import { giveTo } from "./server-user.ts";

/**
 * The password in a file's first line.
 *
 * @throws UserError when there is none
 */
export function readPassword(path: string): string {
  let password: string;
  try {
    password = readFileSync(path, "utf8").split("\n")[0] ?? "";
  } catch (error) {
    throw new UserError(`the administrator's password cannot be read: ${(error as Error).message}`, {
      where: path,
      mend: "`npx pgstack up` writes it.",
      cause: error,
    });
  }
  if (password === "") throw new UserError("the administrator's password is empty", { where: path });
  return password;
}

/** Whether the data's administrator has the password in the file, as far as this program set it; true without a file. */
export function hasPassword(dataFolder: string, path: string): boolean {
  if (!existsSync(path)) return true;
  const verifier = readDataMarker(dataFolder)?.password;
  return verifier !== undefined && isPasswordOf(readPassword(path), verifier);
}

/**
 * Gives the administrator of a stopped server the password in the file, when that has another since the data was made:
 * nobody could log in to change it.
 *
 * @returns what PostgreSQL said when it could not be set
 */
export async function setPassword(
  { bin, dataFolder, adminUser, adminPassword }: NativeConfig,
  user: SystemUser | undefined,
): Promise<string | undefined> {
  if (hasPassword(dataFolder, adminPassword)) return undefined;
  const password = scramVerifier(readPassword(adminPassword));
  const statement = `ALTER ROLE ${quoteName(adminUser)} PASSWORD ${quoteLiteral(password)}\n`;
  const { ok, stderr } = await runProgram(
    bin,
    "postgres",
    ["--single", "-D", dataFolder, "postgres"],
    user,
    statement,
  );
  if (!ok || /\b(ERROR|FATAL|PANIC):/.test(stderr)) return stderr.replaceAll(password, "********");
  giveTo(user, writeDataMarker(dataFolder, { madeBy: "pgstack", adminUser, password }));
  return undefined;
}
