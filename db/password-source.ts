import type { ConnectionTarget } from "./connection-target.ts";
import { resolveCredential } from "./credential.ts";

/** How often one connection is opened anew with another password: a secret has three. */
const mostTries = 4;

/**
 * The passwords that connections to one target are opened by. It is read at each connection; one of a secret that the server
 * refuses is followed by another of the secret's, since a rotation may be under way.
 */
export class PasswordSource {
  readonly #credential: ConnectionTarget["credential"];
  readonly #refused = new Set<string>();

  constructor({ credential }: Pick<ConnectionTarget, "credential">) {
    this.#credential = credential;
  }

  /** What a connection is opened by. */
  offer = async (): Promise<string> =>
    typeof this.#credential === "function"
      ? this.#credential()
      : resolveCredential(this.#credential, this.#refused);

  /**
   * Opens a connection, again with another password as long as the server refuses one and there is another.
   * @param open tells by `refusedPassword` which password was refused
   */
  async whileRefused<T>(
    open: () => Promise<T>,
    refusedPassword: (error: unknown) => string | undefined,
  ): Promise<T> {
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          return await open();
        } catch (error) {
          const password = refusedPassword(error);
          if (password === undefined || tries === mostTries || !(await this.#hasOther(password))) throw error;
        }
      }
    } finally {
      // What is refused now may be taken later: the next rotation's password before it is set.
      this.#refused.clear();
    }
  }

  async #hasOther(password: string): Promise<boolean> {
    if (typeof this.#credential === "function" || !this.#credential.startsWith("arn:")) return false;
    this.#refused.add(password);
    return !this.#refused.has(await this.offer());
  }
}
