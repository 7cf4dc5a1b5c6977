import { WireError } from "../wire/error-fields.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { authentication, Frontend } from "../wire/message.ts";
import type { ScramSecret } from "./parse-verifier.ts";
import { ScramExchange } from "./scram-exchange.ts";

/** Numbers of the Authentication messages. */
const Authentication = { sasl: 10, saslContinue: 11, saslFinal: 12 } as const;
const mechanism = "SCRAM-SHA-256";

/** How the exchange talks with the client. */
export interface PasswordDialogue {
  write(bytes: Uint8Array): void;
  read(): Promise<FrontendUnit>;
}

/**
 * Asks the client to prove that it knows the password, which never comes over the wire.
 *
 * @returns whether it does
 * @throws WireError when the client does not speak the protocol
 */
export async function checkPassword(
  { write, read }: PasswordDialogue,
  secret: ScramSecret,
): Promise<boolean> {
  const exchange = new ScramExchange(secret);
  write(authentication(Authentication.sasl, `${mechanism}\0\0`));
  const first = passwordBody(await read());
  const nameEnd = first.indexOf(0);
  if (first.toString("utf8", 0, nameEnd) !== mechanism || first.length < nameEnd + 5) {
    throw WireError.fatal("08P01", "client selected an invalid SASL authentication mechanism");
  }
  write(authentication(Authentication.saslContinue, exchange.begin(first.toString("utf8", nameEnd + 5))));
  const proof = exchange.finish(passwordBody(await read()).toString("utf8"));
  if (proof === undefined) return false;
  write(authentication(Authentication.saslFinal, proof));
  return true;
}

function passwordBody({ type, bytes }: FrontendUnit): Buffer {
  if (type !== Frontend.password) {
    throw WireError.fatal("08P01", `expected SASL response, got message type ${type}`);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + 5, bytes.byteLength - 5);
}
