import type { LoadClient } from "./load-client.ts";

/** What a group of clients had of a fault. Times in seconds after it. */
export interface Interruption {
  readonly clients: number;
  /** How many of them met a failure. */
  readonly failing: number;
  /** When the first failure was; `undefined` without any. */
  readonly first: number | undefined;
  /** Longest time that one of them was without an answer. */
  readonly longest: number;
  /** When all of them had an answer again, after their last failure and their longest wait. */
  readonly whole: number;
  /** Each kind of failure, and how often. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** A client that waits for less than this is not interrupted, in milliseconds: the machine is busy. */
const patience = 2_000;

/** @param from when the fault was; @param to until when it is looked at */
export function interruptionOf(
  clients: readonly LoadClient[],
  from: number,
  to = performance.now(),
): Interruption {
  const kinds: Record<string, number> = {};
  const firsts: number[] = [];
  let longest = 0;
  let whole = 0;
  for (const { successes, failures } of clients) {
    const failed = failures.filter(({ at }) => at >= from && at <= to);
    for (const { during, what } of failed)
      kinds[`${during}: ${what}`] = (kinds[`${during}: ${what}`] ?? 0) + 1;
    if (failed[0] !== undefined) firsts.push(failed[0].at);
    const before = successes.findLast((at) => at < from) ?? from;
    const answers = [before, ...successes.filter((at) => at >= from && at <= to), to];
    answers.slice(1).forEach((at, index) => {
      const since = answers[index] as number;
      const wait = at - Math.max(since, from);
      longest = Math.max(longest, wait);
      const cut = failed.some((failure) => failure.at > since && failure.at <= at);
      if (cut || wait > patience) whole = Math.max(whole, at - from);
    });
  }
  return {
    clients: clients.length,
    failing: firsts.length,
    first: firsts.length === 0 ? undefined : seconds(Math.min(...firsts) - from),
    longest: seconds(longest),
    whole: seconds(whole),
    kinds,
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
