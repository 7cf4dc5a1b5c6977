import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { stackFolder } from "../../settings/paths.ts";

/** Where libpq finds the passwords of a stack's roles, by `PGPASSFILE`. */
export function passwordFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), "pgpass");
}

/**
 * Writes the password file in libpq's format, readable by its owner alone, whole or not at all
 * (PostgreSQL documentation, "The Password File").
 */
export function writePasswordFile(
  stack: string,
  { host, port, database, urls }: StackOutputs,
  root?: string,
): string {
  const path = passwordFile(stack, root);
  const lines = Object.entries(urls).map(([role, url]) =>
    [host, String(port), database, role, decodeURIComponent(new URL(url).password)]
      .map(escapeField)
      .join(":"),
  );
  mkdirSync(stackFolder(stack, root), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${lines.join("\n")}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
  return path;
}

function escapeField(field: string): string {
  return field.replaceAll(/[\\:]/g, "\\$&");
}
