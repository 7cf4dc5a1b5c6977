import { readStackFile } from "../../settings/from-stack-file.ts";
import { whileOffline } from "../../settings/offline.ts";
import { projectRoot } from "../../settings/paths.ts";
import { engineConfig, type Instead } from "./engine-config.ts";
import { inTreeOrder } from "./in-tree-order.ts";
import { OfflineMonitor } from "./offline-monitor.ts";
import type { OfflinePlan } from "./offline-plan.ts";
import { type Program, runProgram } from "./run-program.ts";

export interface PlanOfflineOptions {
  /** By their full keys, in place of those of the stack's file. @default none */
  readonly settings?: Instead;
  /** @default the one of stacks/program.ts */
  readonly program?: Program;
  /** Folder of Pulumi.yaml and the stack's file. @default the project's */
  readonly root?: string;
  /** How long the program may take, in milliseconds. @default 120000 */
  readonly limit?: number;
}

/** Runs share the process's handlers of failures: one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * What a stack would have, found without credentials, plug-ins, Pulumi CLI and network: the program runs in this process,
 * and what it registers is written down. What only the cloud knows is marked unknown; secrets are hidden.
 *
 * @throws UserError with every mistake in the settings, before the program runs; and what the program fails with
 */
export function planOffline(stack: string, options: PlanOfflineOptions = {}): Promise<OfflinePlan> {
  const plan = last.then(() => whileOffline(() => makePlan(stack, options)));
  last = plan.catch(() => undefined);
  return plan;
}

async function makePlan(
  stack: string,
  { settings = {}, program, root = projectRoot, limit = 120_000 }: PlanOfflineOptions,
): Promise<OfflinePlan> {
  readStackFile(stack, root);
  const { project, values } = engineConfig(stack, settings, root);
  const accountId = values["pgstack:accountId"];
  const monitor = new OfflineMonitor({ stack, project, accountId });
  const run = program ?? (await import("../../stacks/program.ts")).program;
  const notes = await runProgram({ stack, project, values, program: run, monitor, limit });
  return { stack, resources: inTreeOrder(monitor.resources), outputs: monitor.outputs, notes };
}
