import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Whom to log in as somewhere, and by what. */
export interface PgpassLine {
  readonly host: string;
  readonly port: number | string;
  /** `*` for every one. */
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Writes a file of passwords as libpq reads it, and what is built as it is, readable by its owner alone, whole or not at all
 * (PostgreSQL documentation, "The Password File").
 */
export function writePgpass(path: string, lines: readonly PgpassLine[]): void {
  const text = lines.map(({ host, port, database, user, password }) =>
    [host, String(port), database, user, password].map(escapeField).join(":"),
  );
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${text.join("\n")}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

function escapeField(field: string): string {
  return field.replaceAll(/[\\:]/g, "\\$&");
}
