import { UserError } from "../../errors/user-error.ts";
import type { InAws } from "../../settings/require-development.ts";
import type { RotationSubject } from "../../settings/rotations.ts";
import { stackServer } from "./stack-server.ts";
import { up } from "./up.ts";

export interface RotateOptions {
  readonly stack: string;
  readonly json?: boolean;
}

const inAws: InAws = () =>
  "The administrator's password: `aws secretsmanager rotate-secret --secret-id <ARN>`, where `npx pgstack outputs --stack prod`\n" +
  "  shows the ARN as admin.credential (docs/production-secrets.md). Roles log in by IAM, and have none; one that declares a\n" +
  "  password gets another by its passwordVersion in the model. Certificates are RDS's own: pgstack:caCertificate.";

/**
 * Renews certificates or passwords: counts the rotation, and brings the stack up. The count is what the stack is declared
 * with, so that a run that is cut short is gone on with by the next `up`.
 *
 * @throws UserError when the stack was never brought up, or has nothing of the kind
 */
export async function rotate(subjects: readonly RotationSubject[], options: RotateOptions): Promise<void> {
  const { kind } = stackServer(options.stack, inAws);
  if (kind === "embedded" && subjects.includes("certificates")) {
    throw new UserError("the embedded server has no certificates", {
      where: `stack ${options.stack}`,
      mend: "It does not encrypt: only programs of this machine reach it. Rotate passwords alone.",
    });
  }
  await up({ ...options, rotate: subjects });
}
