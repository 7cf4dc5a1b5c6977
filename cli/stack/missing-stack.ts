import { UserError } from "../../errors/user-error.ts";

/** The error for a stack that is not there. */
export function missingStack(name: string, cause?: unknown): UserError {
  return new UserError("there is no such stack: it was never brought up, or was destroyed since", {
    where: `stack ${name}`,
    mend: `Run \`npx pgstack up${name === "dev" ? "" : ` --stack ${name}`}\`.`,
    cause,
  });
}
