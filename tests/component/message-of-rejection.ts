import { UserError } from "../../errors/user-error.ts";

/** The message of the UserError that a promise is rejected with; another error, or none, fails the test. */
export async function messageOfRejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
