import pg from "pg";
import { errorCode, SqlState } from "./error-codes.ts";

/** By the error, so that no error holds a password that may be printed. */
const refused = new WeakMap<object, string>();

/** A connection that remembers which password the server refused. */
export class OpeningClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): unknown {
    if (callback !== undefined) return super.connect((error: Error) => callback(this.#remember(error)));
    return super.connect().catch((error: unknown) => {
      throw this.#remember(error);
    });
  }

  #remember<E>(error: E): E {
    // By then it is the one that was offered, whatever it was asked by.
    if (errorCode(error) === SqlState.invalidPassword && typeof this.password === "string")
      refused.set(error as object, this.password);
    return error;
  }
}

/** The password that a server refused, of an error that says so. */
export function refusedPassword(error: unknown): string | undefined {
  return typeof error === "object" && error !== null ? refused.get(error) : undefined;
}
