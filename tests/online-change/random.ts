import { random } from "../../operations/index/recall/random.ts";

/** Whole numbers that are the same in each run. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** A whole number from 0 up to `end`, which is left out. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }
}
