import { fitName } from "../fit-name.ts";

/** The name that a view has while it is built beside the one it takes the place of. */
export function sideName(name: string): string {
  return fitName(name, "_pgstack_next");
}

/** The name that an index of a view has on the view built beside, by its place in the list of them. */
export function indexSideName(view: string, place: number): string {
  return fitName(view, `_pgstack_next_${place}`);
}

/** Name of the unique index on a materialized view's key. */
export function keyIndexName(view: string): string {
  return fitName(view, "_key");
}
