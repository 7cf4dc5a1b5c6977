import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AdminOutputs, StackOutputs } from "../../packages/client/stack-outputs.ts";
import { fromProject, stackFolder } from "../../settings/paths.ts";

/** Where libpq finds the passwords of a stack's roles and of its administrator, by `PGPASSFILE`. */
export function passwordFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), "pgpass");
}

/**
 * Writes the password file in libpq's format, readable by its owner alone, whole or not at all
 * (PostgreSQL documentation, "The Password File").
 */
export function writePasswordFile(stack: string, outputs: StackOutputs, root?: string): string {
  const path = passwordFile(stack, root);
  const { database, urls, admin } = outputs;
  const passwords = [
    // A role of another credential has no password of ours.
    ...Object.entries(urls)
      .map(([role, url]) => [role, decodeURIComponent(new URL(url).password)])
      .filter(([, password]) => password !== ""),
    ...adminPassword(admin, root),
  ];
  const lines = addresses(outputs).flatMap(([host, port]) =>
    passwords.map((who) => [host, port, database, ...who].map(escapeField).join(":")),
  );
  mkdirSync(stackFolder(stack, root), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${lines.join("\n")}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
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

/** None where it is not in a file of this machine's: who connects as the administrator is told so then. */
function adminPassword({ user, credential }: AdminOutputs, root?: string): [string, string][] {
  const file = credential.startsWith("file:") ? fromProject(credential.slice("file:".length), root) : "";
  return existsSync(file) ? [[user, readFileSync(file, "utf8").trim()]] : [];
}

function escapeField(field: string): string {
  return field.replaceAll(/[\\:]/g, "\\$&");
}
