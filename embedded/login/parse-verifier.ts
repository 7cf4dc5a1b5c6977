/** A SCRAM verifier as pg_authid keeps it, taken apart. */
export interface ScramSecret {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Takes a role's stored password apart; `undefined` for none, and for one of another kind (MD5). */
export function parseVerifier(stored: string | null): ScramSecret | undefined {
  const parts = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(stored ?? "");
  if (parts === null) return undefined;
  const [iterations, salt, storedKey, serverKey] = parts.slice(1) as [string, string, string, string];
  return {
    iterations: Number(iterations),
    salt: Buffer.from(salt, "base64"),
    storedKey: Buffer.from(storedKey, "base64"),
    serverKey: Buffer.from(serverKey, "base64"),
  };
}
