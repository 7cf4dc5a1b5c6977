import { UserError } from "../errors/user-error.ts";
import type { Environment } from "./settings.ts";

/** Which environment a stack is: `prod` is production, every other stack is for development. */
export function environmentOf(stack: string): Environment {
  return stack === "prod" ? "prod" : "dev";
}

/**
 * Refuses what Pulumi takes for no stack name (letters, digits, `-`, `_` and `.`, at most 100 of them), and two names
 * that would do harm here: one of dots alone, which is a folder above, and `Prod`, which is not `prod`.
 *
 * @throws UserError naming the stack and the rule
 */
export function checkStackName(stack: string): void {
  const refused = refusalOf(stack);
  if (refused === undefined) return;
  const {
    problem,
    mend = "Use letters, digits, hyphens, underscores and periods, such as dev or dev-anna.",
  } = refused;
  throw new UserError(problem, {
    where: `stack ${/^[\x21-\x7e]+$/.test(stack) ? stack : JSON.stringify(stack)}`,
    mend,
  });
}

function refusalOf(stack: string): { problem: string; mend?: string } | undefined {
  if (stack === "") return { problem: "the name is empty" };
  if (stack.length > 100) return { problem: `the name has ${stack.length} characters, and Pulumi takes 100` };
  const bad = /[^A-Za-z0-9_.-]/u.exec(stack)?.[0];
  if (bad !== undefined)
    return { problem: `the name has ${bad === " " ? "a space" : JSON.stringify(bad)} in it` };
  if (/^\.+$/.test(stack)) return { problem: "the name is dots alone, which is a folder" };
  if (stack === "prod" || stack.toLowerCase() !== "prod") return undefined;
  return {
    problem: "the production stack is written prod",
    mend: "Write prod, or use a name that is no spelling of it.",
  };
}
