import { randomDirection } from "./random.ts";

/**
 * A vector near a row's, where a new row might well be: moved in a direction by chance as far as the row's next neighbour is
 * away. Asked with its own vector, a row is easy to find: the index's links lead from it to its neighbours.
 *
 * @param angular the distance has no regard to lengths (cosine), or is none (inner product): the next neighbour is the one in
 * the most similar direction, and the row is moved by what their directions differ
 */
export function movedVector(
  row: readonly number[],
  neighbour: readonly number[],
  angular: boolean,
  next: () => number,
): number[] {
  const scale = angular ? Math.hypot(...row) : 1;
  const [from, to] = angular ? [unit(row), unit(neighbour)] : [row, neighbour];
  const far = scale * Math.hypot(...from.map((value, at) => value - (to[at] ?? 0)));
  const direction = randomDirection(row.length, next);
  return row.map((value, at) => value + far * (direction[at] ?? 0));
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
