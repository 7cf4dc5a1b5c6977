import { describe, expect, it } from "vitest";
import { Checkout } from "../stack/checkout.ts";

describe("demo data at scale", () => {
  it("is loaded at 25 times the size, with the memory of the program flat", async () => {
    await using checkout = new Checkout();
    await checkout.mustRun("up");
    const script = [
      process.execPath,
      "--max-old-space-size=96",
      checkout.path("bin/pgstack.mjs"),
      "seed",
      "--scale",
      "25",
      "--json",
    ];
    const { code, stdout, stderr } = await checkout.run(script[0] ?? "", script.slice(1));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { rows } = JSON.parse(stdout);
    expect(Object.values<number>(rows).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(950_000);
  });
});
