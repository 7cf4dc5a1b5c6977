import { UserError } from "../../errors/user-error.ts";
import { readSecret, type Stage } from "./read-secret.ts";

/** A secret of AWS Secrets Manager, in any of AWS's partitions. */
const secretArn = /^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:/;

export function isSecretArn(reference: string): boolean {
  return secretArn.test(reference);
}

/**
 * Where the password is that the server takes while the current one is not yet, or not any more, its own: for a moment in each
 * rotation the server has the pending one, and after an outdated value was put into the secret the one before it.
 */
const otherStages: readonly Stage[] = ["AWSPENDING", "AWSPREVIOUS"];

/**
 * The administrator's password in a secret, as it is now.
 *
 * @param refused what the server does not take: the next value that is not among them is given, and the current one where there
 * is none
 * @throws UserError where the secret cannot be read
 */
export async function secretPassword(arn: string, refused: ReadonlySet<string>): Promise<string> {
  const current = await passwordAt(arn, "AWSCURRENT");
  if (current === undefined)
    throw new UserError("the secret has no value", {
      where: arn,
      mend: "See docs/production-secrets.md: how a rotation that failed is brought to an end.",
    });
  if (!refused.has(current)) return current;
  for (const stage of otherStages) {
    const other = await passwordAt(arn, stage);
    if (other !== undefined && !refused.has(other)) return other;
  }
  return current;
}

async function passwordAt(arn: string, stage: Stage): Promise<string | undefined> {
  const text = await readSecret(arn, stage);
  return text === undefined ? undefined : passwordIn(text, arn);
}

function passwordIn(text: string, arn: string): string {
  const password = parsed(text)?.password;
  if (typeof password === "string" && password !== "") return password;
  throw new UserError("the secret's value is not JSON with a password", {
    where: arn,
    mend: 'It has to be as rotation keeps it: {"engine": "postgres", "username": ..., "password": ...}.',
  });
}

/** No error of JSON.parse goes on from here: it quotes what it could not read. */
function parsed(text: string): { readonly password?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}
