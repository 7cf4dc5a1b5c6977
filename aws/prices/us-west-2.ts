import type { PriceTable } from "./price-table.ts";
import { usEast1 } from "./us-east-1.ts";

/** US West (Oregon): what is priced here costs the same there (the pages named in {@link usEast1}, 2026-11). */
export const usWest2: PriceTable = { ...usEast1, region: "us-west-2" };
