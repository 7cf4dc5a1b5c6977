import { UserError } from "../../errors/user-error.ts";
import { upCommand } from "./up-command.ts";

/** The error for a server that has no data to start on. */
export function dataIsGone(stack: string, dataFolder: string): UserError {
  return new UserError("the server's data is gone", {
    where: dataFolder,
    mend: `Run \`${upCommand(stack)}\`: it makes a new server, with everything that is declared.`,
  });
}
