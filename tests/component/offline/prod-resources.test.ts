import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";

/** Type and name of each resource, two columns further in than its parent. */
const expected = readFileSync(new URL("./prod-resources.txt", import.meta.url), "utf8");

it("stack prod has these resources, each below its parent, and no others", async () => {
  const { resources } = await planOffline("prod");
  const depths = new Map<string | undefined, number>([[undefined, -1]]);
  const lines = resources.map(({ urn, parent, type, name }) => {
    const depth = (depths.get(parent) ?? Number.NaN) + 1;
    depths.set(urn, depth);
    return `${"  ".repeat(depth)}${type} ${name}`;
  });
  expect(lines).toEqual(expected.trimEnd().split("\n"));
});
