import { UserError } from "../errors/user-error.ts";
import type { Environment } from "./settings.ts";

/**
 * For what is about a server of this machine.
 * @throws UserError for a production stack, whose server is in AWS
 */
export function requireDevelopment(environment: Environment): asserts environment is "dev" {
  if (environment === "dev") return;
  throw new UserError("its server is in AWS, and this is for servers on this machine", {
    where: "stack prod",
    mend: "Use a stack of another name, such as dev.",
  });
}
