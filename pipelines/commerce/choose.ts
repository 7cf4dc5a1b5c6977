import type { Draw } from "./draws.ts";

/** One of the choices, each as likely as the others. */
export function choose<T>(draw: Draw, choices: readonly T[]): T {
  return at(choices, Math.floor(draw() * choices.length));
}

/** One of the choices, each as likely as its weight; the weights' sum is 1. */
export function chooseWeighted<T>(draw: Draw, choices: readonly (readonly [T, number])[]): T {
  let rest = draw();
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return at(choices, choices.length - 1)[0];
}

/**
 * A whole number from 1 to `count`, low ones more often, as few products make most of a shop's sales.
 * @param evenness 0 to 1; the lowest are met about `1 / evenness` times as often as the average
 */
export function chooseSkewed(draw: Draw, count: number, evenness: number): number {
  const u = draw();
  return 1 + Math.floor(count * (evenness * u + (1 - evenness) * u * u * u));
}

function at<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError("nothing to choose from");
  return choice;
}
