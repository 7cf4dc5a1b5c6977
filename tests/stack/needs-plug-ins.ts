import type { TestContext } from "vitest";
import { missingPlugIns } from "../../machine/plug-ins.ts";
import type { ServerKind } from "../../settings/settings.ts";
import { neededPlugIns } from "../../stacks/choice/needed-plug-ins.ts";

/** Leaves a test out where a plug-in of Pulumi's is not installed that this kind of server needs. */
export function needsPlugIns(context: Pick<TestContext, "skip">, kind: ServerKind): void {
  const [missing] = missingPlugIns(neededPlugIns(kind));
  context.skip(missing !== undefined, `needs the plug-in ${missing?.name}`);
}
