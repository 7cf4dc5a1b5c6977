import { UserError } from "../errors/user-error.ts";

/**
 * The production server is Amazon RDS, which this version does not declare.
 * @throws UserError always, before any resource is declared
 */
export function prodServer(): never {
  throw new UserError("this version declares no production server yet", {
    where: "stack prod",
    mend: "Use a stack of another name, such as dev: it gets a server on this machine.",
  });
}
