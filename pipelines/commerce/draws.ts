/** Gives the next of a sequence of numbers in [0, 1). */
export type Draw = () => number;

/**
 * A sequence of numbers that depends on the seed, the stream (a table) and the index (a row) alone. Any row can so be
 * made again without those before it: an item finds its product's price without a product being kept in memory.
 *
 * Integer arithmetic only, so that every machine and every Node gives the same numbers.
 *
 * @param seed 0 to 2^32 - 1
 */
export function draws(seed: number, stream: number, index: number): Draw {
  let state = scramble(scramble(scramble(seed) + stream) + index);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return scramble(state) / 0x1_0000_0000;
  };
}

/** Spreads 32 bits over 32 bits, one to one: each bit of the input changes half of the output's. */
function scramble(input: number): number {
  let x = input | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
