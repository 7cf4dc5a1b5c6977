import { createInterface } from "node:readline/promises";
import { UserError } from "../../../errors/user-error.ts";

/**
 * Asks whether to carry the statements out.
 * @throws UserError when the answer is no, or there is no terminal to ask at
 */
export async function confirmFix(stack: string, yes: boolean | undefined): Promise<void> {
  if (yes) return;
  const where = `stack ${stack}`;
  if (!process.stdin.isTTY) {
    throw new UserError("there is no terminal to ask at", { where, mend: "Say so with --yes." });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question("Carry them out, in one transaction? [y/N] ");
    if (!/^y(es)?$/i.test(answer.trim())) throw new UserError("nothing was changed", { where });
  } finally {
    terminal.close();
  }
}
