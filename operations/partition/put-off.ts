import { errorCode } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import { type TablePlace, whereOf } from "./read-partitions.ts";

/** Classes of SQLSTATE after which nothing else would come about: the connection, the server's resources, its shutdown, its bugs. */
const ending = /^(08|53|57|58|XX)/;

/** Errors of partitions that cannot be retired, kept until all else is done: rows need their partition meanwhile. */
export class PutOff {
  readonly #place: TablePlace;
  readonly #signal: AbortSignal | undefined;
  readonly #errors: UserError[] = [];

  constructor(place: TablePlace, signal: AbortSignal | undefined) {
    this.#place = place;
    this.#signal = signal;
  }

  /** Whether `work` was done to a partition; an error of it alone is kept, and every other one thrown. */
  async what(work: () => Promise<void>, name: string): Promise<boolean> {
    this.#signal?.throwIfAborted();
    try {
      await work();
      return true;
    } catch (error) {
      if (this.#signal?.aborted) throw error;
      this.#errors.push(UserError.isInstance(error) ? error : this.#inWords(error, name));
      return false;
    }
  }

  /** @throws UserError with all of them */
  throwIfAny(): void {
    const [first, ...others] = this.#errors;
    if (first === undefined) return;
    if (others.length === 0) throw first;
    throw new UserError(this.#errors.map(({ message }) => message).join("\n"), { cause: first });
  }

  #inWords(error: unknown, name: string): UserError {
    const code = errorCode(error);
    if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || ending.test(code)) throw error;
    const { message, detail } = error as { message: string; detail?: string };
    return new UserError(`${name} cannot be retired: ${message}${detail ? ` (${detail})` : ""}`, {
      where: whereOf(this.#place),
      mend: "Everything else is done. Drop or rename what is in its way, and the next update goes on with it.",
      cause: error,
    });
  }
}
