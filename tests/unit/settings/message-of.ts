import { UserError } from "../../../errors/user-error.ts";

/** The message of the UserError that a function throws; anything else thrown, or nothing, fails the test. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
