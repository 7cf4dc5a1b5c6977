import type { Catalog } from "./read-catalog.ts";

/** A server's catalog with the server's name. */
export interface Side {
  readonly name: string;
  readonly catalog: Catalog;
}

/** Every difference of two catalogs, one line each: the object, the property, and what it is on either side. */
export function catalogDifference(left: Side, right: Side): string[] {
  const objects = [...new Set([...left.catalog.keys(), ...right.catalog.keys()])].sort();
  return objects.flatMap((object) => {
    const one = left.catalog.get(object);
    const other = right.catalog.get(object);
    if (one === undefined || other === undefined)
      return [`${object}: only on ${one === undefined ? right.name : left.name}`];
    const properties = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return properties
      .map((property) => ({ property, one: text(one[property]), other: text(other[property]) }))
      .filter(({ one, other }) => one !== other)
      .map(
        ({ property, one, other }) => `${object}: ${property}: ${left.name} ${one}, ${right.name} ${other}`,
      );
  });
}

function text(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
