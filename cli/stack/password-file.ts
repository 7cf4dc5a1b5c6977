import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePgpass } from "../../operations/login/write-pgpass.ts";
import type { AdminOutputs, StackOutputs } from "../../packages/client/stack-outputs.ts";
import { fromProject, stackFolder } from "../../settings/paths.ts";

/** Where libpq finds the passwords of a stack's roles and of its administrator, by `PGPASSFILE`. */
export function passwordFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), "pgpass");
}

/** Writes the password file. */
export function writePasswordFile(stack: string, outputs: StackOutputs, root?: string): string {
  const path = passwordFile(stack, root);
  const { database, urls, admin } = outputs;
  const passwords = [
    // A role of another credential has no password of ours.
    ...Object.entries(urls)
      .map(([role, url]) => [role, decodeURIComponent(new URL(url).password)] as const)
      .filter(([, password]) => password !== ""),
    ...adminPassword(admin, root),
  ];
  const lines = addresses(outputs).flatMap(([host, port]) =>
    passwords.map(([user, password]) => ({ host, port, database, user, password })),
  );
  writePgpass(path, lines);
  return path;
}

/** Wherever somebody may log in: the primary, the pooler before it, readers. */
function addresses({ host, port, direct, readers }: StackOutputs): [host: string, port: string][] {
  const all = [{ host, port }, direct, ...readers];
  const distinct = all.filter(
    (one, at) => all.findIndex((other) => other.host === one.host && other.port === one.port) === at,
  );
  return distinct.map((each) => [each.host, String(each.port)]);
}

/** None where it is not in a file of this machine's: who connects as the administrator is told so then, or has a file of its own. */
function adminPassword({ user, credential }: AdminOutputs, root?: string): [string, string][] {
  const file = credential.startsWith("file:") ? fromProject(credential.slice("file:".length), root) : "";
  return existsSync(file) ? [[user, readFileSync(file, "utf8").trim()]] : [];
}
