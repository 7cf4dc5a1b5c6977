import type { TestContext } from "vitest";
import { findDaemon, isDaemon } from "../../../machine/docker/daemon.ts";
import type { ServerKind } from "../../../settings/settings.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { needsPlugIns } from "../needs-plug-ins.ts";

const daemon = await findDaemon();

/** Leaves a test out where this machine cannot run a kind of server. */
export function needsServer(context: Pick<TestContext, "skip">, kind: ServerKind): void {
  needsPlugIns(context, kind);
  if (kind === "native") needsPostgres(context);
  if (kind === "docker") context.skip(!isDaemon(daemon), "needs a Docker daemon");
}

/** Whether this machine can run a kind of server. */
export function canRun(kind: ServerKind): boolean {
  let can = true;
  const skip = (condition: unknown) => {
    can &&= !condition;
  };
  needsServer({ skip } as Pick<TestContext, "skip">, kind);
  return can;
}
