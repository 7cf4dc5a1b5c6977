import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** PostgreSQL's own default; more makes every login slower. */
const defaultIterations = 4096;

/**
 * The verifier PostgreSQL keeps instead of a password (RFC 5802, RFC 7677):
 * `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`. Given to `ALTER ROLE ... PASSWORD`, it keeps the password
 * itself out of the statement and out of the server's log.
 *
 * PostgreSQL prepares passwords by SASLprep, of which Unicode normalisation (NFKC) is the part that matters: the
 * passwords this project makes are ASCII, which SASLprep leaves as it is.
 *
 * @param salt random, at least 16 bytes
 */
export function scramVerifier(
  password: string,
  salt: Buffer = randomBytes(16),
  iterations: number = defaultIterations,
): string {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** Whether a password is the one of a verifier; one of another method than SCRAM-SHA-256 is not. */
export function isPasswordOf(password: string, verifier: string): boolean {
  const parts = /^SCRAM-SHA-256\$(?<iterations>\d+):(?<salt>[^$]+)\$/.exec(verifier)?.groups;
  if (parts === undefined) return false;
  return (
    scramVerifier(password, Buffer.from(parts.salt ?? "", "base64"), Number(parts.iterations)) === verifier
  );
}
