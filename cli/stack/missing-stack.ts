import { UserError } from "../../errors/user-error.ts";

/** The error for a stack that is not there. */
export function missingStack(name: string, cause?: unknown): UserError {
  return new UserError("there is no such stack: it was never brought up, or was destroyed since", {
    where: `stack ${name}`,
    mend:
      name === "prod" ? makeProduction : `Run \`npx pgstack up${name === "dev" ? "" : ` --stack ${name}`}\`.`,
    cause,
  });
}

/** Which key encrypts production's secrets is its owner's choice, so that no run makes the stack by itself. */
const makeProduction =
  "Make it, with a key for its secrets: `pulumi stack init prod --secrets-provider awskms://...` (docs/pull-requests.md);\n" +
  "  then run `npx pgstack up --stack prod`.";
