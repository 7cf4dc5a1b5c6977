// @ts-check
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** PostgreSQL's own default. */
const iterations = 4096;

/**
 * What PostgreSQL keeps instead of a password (RFC 5802, RFC 7677). Given to ALTER ROLE in its place, the password is in no
 * statement, and so in no log. For passwords of ASCII characters, as {@link newPassword} makes them.
 *
 * @param {string} password
 * @returns {string}
 */
export function scramVerifier(password) {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
