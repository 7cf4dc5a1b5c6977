import type { PriceTable } from "./price-table.ts";
import { usEast1 } from "./us-east-1.ts";
import { usWest2 } from "./us-west-2.ts";

const tables: readonly PriceTable[] = [usEast1, usWest2];

/** Regions that have a table. */
export const pricedRegions: readonly string[] = tables.map(({ region }) => region);

/** A region's prices, or `undefined` for one without a table. */
export function pricesOf(region: string): PriceTable | undefined {
  return tables.find((table) => table.region === region);
}
