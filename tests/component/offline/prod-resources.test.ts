import { expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";

/**
 * The list has type and name of each resource, two columns further in than its parent. It is part of what is reviewed: a
 * change that is meant is written there by `npx vitest run <this file> --update`.
 */
it("stack prod has the resources of prod-resources.txt, each below its parent, and no others", async () => {
  const { resources } = await planOffline("prod");
  const depths = new Map<string | undefined, number>([[undefined, -1]]);
  const lines = resources.map(({ urn, parent, type, name }) => {
    const depth = (depths.get(parent) ?? Number.NaN) + 1;
    depths.set(urn, depth);
    return `${"  ".repeat(depth)}${type} ${name}`;
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./prod-resources.txt");
});
