import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { commerceDataset } from "../../../pipelines/commerce/dataset.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("the demo data's generators", () => {
  it("hold no more memory after 800,000 rows than after 40,000", () => {
    const heap = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    let rows = 0;
    let early = 0;
    for (const table of commerceDataset) {
      for (const _ of table.rows({ seed: 42, scale: 20 })) {
        if (++rows === 40_000) early = heap();
      }
    }
    expect(rows).toBe(800_252);
    expect(heap() - early).toBeLessThan(2_000_000);
  });
});
