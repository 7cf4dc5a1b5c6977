import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { handler } from "../../../rotation/index.mjs";
import { admin, type RdsLikeServer } from "./rds-like-server.ts";
import type { RotatingSecret } from "./rotating-secret.ts";

export const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** The secret's value, as `AdminSecret` makes it. */
export function login(password: string) {
  return {
    engine: "postgres",
    username: admin,
    password,
    dbname: "mcp_db",
    dbInstanceIdentifier: "mcp-demo-prod",
  };
}

/** A whole rotation. @returns the new password */
export async function rotate(secret: RotatingSecret): Promise<string> {
  const version = await secret.begin();
  for (const Step of steps) await handler({ Step, SecretId: secret.arn, ClientRequestToken: version });
  await secret.end(version);
  return secret.password("AWSCURRENT");
}

/** Whichever of a password and the secret's the server takes. */
export async function inForce(
  server: RdsLikeServer,
  secret: RotatingSecret,
  former: string,
): Promise<string> {
  const stages = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"];
  for (const each of [former, ...(await Promise.all(stages.map((stage) => secret.password(stage))))])
    if (await server.takes(each)) return each;
  throw new Error("the server takes none of the secret's passwords");
}

/** Where the administrator connects by reference. */
export function byReference({ port, caFile }: RdsLikeServer, { arn }: RotatingSecret): ConnectionTarget {
  return {
    host: "127.0.0.1",
    port,
    database: "postgres",
    user: admin,
    credential: arn as `arn:${string}`,
    tls: "verify-full",
    caFile,
  };
}
