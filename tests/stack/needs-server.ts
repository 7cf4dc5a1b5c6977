import type { TestContext } from "vitest";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { missingPlugIns } from "../../machine/plug-ins.ts";
import type { ServerKind } from "../../settings/settings.ts";
import { neededPlugIns } from "../../stacks/choice/needed-plug-ins.ts";
import { needsPostgres, testPostgres } from "../native/test-postgres.ts";

const daemon = await findDaemon();

/** Whether a stack on this kind of server can be brought up here. */
export function able(kind: ServerKind): boolean {
  let able = true;
  needsServer(kind)({
    skip: (condition) => {
      if (condition) able = false;
    },
  } as TestContext);
  return able;
}

/** Leaves a test out where a stack on this kind of server cannot be brought up; for `beforeEach`. */
export function needsServer(kind: ServerKind) {
  return (context: Pick<TestContext, "skip">): void => {
    const [missing] = missingPlugIns(neededPlugIns(kind));
    context.skip(missing !== undefined, `needs the plug-in ${missing?.name}`);
    if (kind === "docker") context.skip(!isDaemon(daemon), "needs a Docker daemon");
    if (kind === "native") needsPostgres(context);
  };
}

/** Settings that give a checkout a server of this kind. */
export function settingsFor(kind: ServerKind, dataFolder: string): Record<string, string> {
  if (kind !== "native") return { server: kind };
  return { server: kind, postgresBin: testPostgres().bin, dataFolder };
}
