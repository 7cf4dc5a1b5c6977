import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { WireError } from "../wire/error-fields.ts";
import type { ScramSecret } from "./parse-verifier.ts";

const malformed = (detail: string) => WireError.fatal("08P01", "malformed SCRAM message", { detail });

/**
 * The server's side of one SCRAM-SHA-256 login (RFC 5802), without channel binding, which needs TLS. The secret may be
 * one that no password fits: the exchange then looks the same and fails at the end.
 */
export class ScramExchange {
  readonly #secret: ScramSecret;
  readonly #nonce: string;
  #clientFirst = "";
  #bindingHeader = "";
  #serverFirst = "";

  constructor(secret: ScramSecret, nonce: string = randomBytes(18).toString("base64")) {
    this.#secret = secret;
    this.#nonce = nonce;
  }

  /** Answers the client's first message. */
  begin(clientFirst: string): string {
    const parts = /^((?:n|y),(?:a=[^,]*)?,)(n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+).*)$/s.exec(clientFirst);
    if (parts === null) throw malformed("The first message is not one this server understands.");
    const [header, bare, clientNonce] = parts.slice(1) as [string, string, string];
    this.#bindingHeader = header;
    this.#clientFirst = bare;
    const { salt, iterations } = this.#secret;
    this.#serverFirst = `r=${clientNonce}${this.#nonce},s=${salt.toString("base64")},i=${iterations}`;
    return this.#serverFirst;
  }

  /** Answers the client's last message; `undefined` when the proof is wrong. */
  finish(clientFinal: string): string | undefined {
    const parts = /^(c=([^,]+),r=([^,]+)(?:,[^p][^,]*)*),p=([^,]+)$/.exec(clientFinal);
    if (parts === null) throw malformed("The last message is not one this server understands.");
    const [withoutProof, binding, nonce, proof] = parts.slice(1) as [string, string, string, string];
    if (Buffer.from(binding, "base64").toString() !== this.#bindingHeader)
      throw malformed("Channel binding differs.");
    if (!this.#serverFirst.startsWith(`r=${nonce},`)) throw malformed("Nonce does not match.");
    const authMessage = `${this.#clientFirst},${this.#serverFirst},${withoutProof}`;
    const { storedKey, serverKey } = this.#secret;
    const signature = createHmac("sha256", storedKey).update(authMessage).digest();
    const clientProof = Buffer.from(proof, "base64");
    if (clientProof.length !== signature.length) return undefined;
    const clientKey = signature.map((byte, index) => byte ^ (clientProof[index] ?? 0));
    if (!timingSafeEqual(createHash("sha256").update(clientKey).digest(), storedKey)) return undefined;
    return `v=${createHmac("sha256", serverKey).update(authMessage).digest("base64")}`;
  }
}

/**
 * A secret that no password fits, for roles that do not exist or have none, so that nobody can find out which roles
 * there are. The salt is always the same for a name.
 *
 * @param nonce of the cluster, which nobody outside knows
 */
export function mockSecret(user: string, nonce: Buffer): ScramSecret {
  const salt = createHash("sha256").update(user).update(nonce).digest().subarray(0, 16);
  return { iterations: 4096, salt, storedKey: randomBytes(32), serverKey: randomBytes(32) };
}
