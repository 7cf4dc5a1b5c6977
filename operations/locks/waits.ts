import type { Blocker } from "../../sql/session/blocker.ts";
import { blockersWords } from "./blocker-words.ts";

/** When a line that stays says whom something waits for, in milliseconds. */
export const noteAfter = 10_000;

/** Says of each session that is waited for, once, when that has lasted for some time. */
export class Waits {
  readonly #say: (message: string) => void;
  readonly #what: string;
  readonly #after: number;
  readonly #since = new Map<number, number>();
  readonly #said = new Set<number>();

  /** @param what what waits, e.g. `building items_idx` @param after how long before something is said, in milliseconds */
  constructor(what: string, say: (message: string) => void, after = noteAfter) {
    this.#what = what;
    this.#say = say;
    this.#after = after;
  }

  /** Whom it waits for at this moment. */
  see(blockers: readonly Blocker[], now = performance.now()): void {
    const pids = new Set(blockers.map(({ pid }) => pid));
    for (const pid of this.#since.keys()) if (!pids.has(pid)) this.#since.delete(pid);
    for (const pid of pids) if (!this.#since.has(pid)) this.#since.set(pid, now);
    const late = blockers.filter(
      ({ pid }) => !this.#said.has(pid) && now - (this.#since.get(pid) ?? now) >= this.#after,
    );
    if (late.length === 0) return;
    for (const { pid } of late) this.#said.add(pid);
    this.#say(`${this.#what} waits for ${blockersWords(late)}`);
  }
}
