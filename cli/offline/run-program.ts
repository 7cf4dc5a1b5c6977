import * as config from "@pulumi/pulumi/runtime/config.js";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack.js";
import * as state from "@pulumi/pulumi/runtime/state.js";
import { UserError } from "../../errors/user-error.ts";
import type { EngineConfig } from "./engine-config.ts";
import { firstFailure } from "./first-failure.ts";
import { OfflineEngine } from "./offline-engine.ts";
import type { OfflineMonitor } from "./offline-monitor.ts";

export type Program = () => Promise<unknown>;

export interface ProgramRun extends EngineConfig {
  readonly stack: string;
  readonly program: Program;
  readonly monitor: OfflineMonitor;
  /** How long the program may take, in milliseconds. */
  readonly limit: number;
}

/**
 * Runs a Pulumi program as a preview in this process, as Pulumi's own host for inline programs does (pulumi/pulumi
 * sdk/nodejs/automation/server.ts), with a state of its own: nothing of it is left in the process.
 *
 * @returns what the program said and warned of
 * @throws what the program or one of its outputs failed with; an Error when it waits for what never comes
 */
export function runProgram(run: ProgramRun): Promise<readonly string[]> {
  return withLocalStorage(async () => {
    const engine = new OfflineEngine();
    settings.setMockOptions(run.monitor, run.project, run.stack, true);
    const store = getStore();
    store.settings.engine = engine;
    config.setAllConfig({ ...run.values }, []);
    const { stackResource } = globalThis;
    const failure = firstFailure(run.limit, whatIsAwaited);
    try {
      await Promise.race([failure.promise, toTheEnd(run.program)]);
    } finally {
      await failure.stop();
      settings.disconnectSync();
      globalThis.stackResource = stackResource;
    }
    const [error] = engine.errors;
    if (error !== undefined) throw new UserError(error, { where: `stack ${run.stack}` });
    return engine.notes;
  });
}

async function toTheEnd(program: Program): Promise<void> {
  await runInPulumiStack(program);
  // Registrations go on after the program's last line.
  await settings.disconnect();
}

/** Pulumi's own words for registrations that wait for each other, or for an output that nobody resolves. */
function whatIsAwaited(): string {
  return leakedPromises()[1];
}

/** Left out of the modules' types, as internal; the SDK's version is fixed in package.json. */
const { withLocalStorage, getStore } = state as unknown as {
  withLocalStorage<T>(work: () => T): T;
  getStore(): { settings: { engine: unknown } };
};
const { leakedPromises } = debuggable as unknown as { leakedPromises(): [Set<unknown>, string] };
