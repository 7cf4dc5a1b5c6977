/** Gives the next of a sequence of numbers in [0, 1), the same for the same seed on every machine (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A direction by chance, every one as likely: a vector of length 1. */
export function randomDirection(dimensions: number, next: () => number): number[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const vector = Array.from({ length: dimensions }, normal);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
