import { UserError } from "../../errors/user-error.ts";
import { knownCause } from "../output/known-causes.ts";
import { missingStack } from "./missing-stack.ts";

/**
 * The error for a command of the CLI about a stack that failed: what it means where that is known, else what the CLI said.
 * Without a word of the CLI's it is what was caught.
 */
export function cliFailure(stack: string, caught: unknown): unknown {
  const stderr = (caught as { readonly stderr?: unknown } | null)?.stderr;
  if (typeof stderr !== "string" || stderr.trim() === "") return caught;
  if (stderr.includes("no stack named")) return missingStack(stack, caught);
  const { what, mend } = knownCause(stderr) ?? {
    what: `Pulumi cannot read the stack: ${said(stderr)}`,
    mend: "Mend it where Pulumi's state is: PULUMI_BACKEND_URL, or where `pulumi login` has logged in to.",
  };
  return new UserError(what, { where: `stack ${stack}`, mend, cause: caught });
}

/** Before its error the CLI may tell what it does. */
function said(stderr: string): string {
  const at = stderr.lastIndexOf("error: ");
  return (at < 0 ? stderr : stderr.slice(at + "error: ".length)).trim();
}
