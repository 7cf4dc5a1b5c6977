import { UserError } from "../errors/user-error.ts";
import type { Environment } from "./settings.ts";

/**
 * The production server is Amazon RDS, which this version does not declare.
 * @throws UserError for a production stack, before anything is declared or asked for
 */
export function requireDevelopment(environment: Environment): asserts environment is "dev" {
  if (environment === "dev") return;
  throw new UserError("this version declares no production server yet", {
    where: "stack prod",
    mend: "Use a stack of another name, such as dev: it gets a server on this machine.",
  });
}
