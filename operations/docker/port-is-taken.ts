import { UserError } from "../../errors/user-error.ts";
import { primary } from "./members.ts";

/** The error for a port that another program has. What stands beside the primary has no setting for its own. */
export function portIsTaken(stack: string, part: string, port: number): UserError {
  if (part === primary) {
    return new UserError(`port ${port} is taken by another program`, {
      where: "pgstack:port",
      mend: "End that program, or set pgstack:port to a free one and run `up`: the data stays.",
    });
  }
  return new UserError(`port ${port} of ${part} is taken by another program`, {
    where: `.pgstack/stacks/${stack}/server.json`,
    mend: `End that program; or remove ${part} from "ports" there and run \`up\`, which chooses another port.`,
  });
}
