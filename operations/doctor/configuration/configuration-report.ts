import { availableParallelism } from "node:os";
import { parameterOptions } from "../../../configuration/from-settings.ts";
import { type MemoryBudget, memoryBudget } from "../../../configuration/memory-budget.ts";
import type { DecidingSetting } from "../../../configuration/parameter.ts";
import type { ParameterOptions } from "../../../configuration/parameter-options.ts";
import { preloadedLibraries } from "../../../configuration/preloaded-libraries.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import { UserError } from "../../../errors/user-error.ts";
import { ownImage } from "../../../settings/keys/image.ts";
import { formatMemorySize } from "../../../settings/memory-size.ts";
import { runFolder } from "../../../settings/paths.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import type { Settings } from "../../../settings/settings.ts";
import { lastStart } from "../../native/started-with.ts";
import { openLocalServer } from "../../server/open-local-server.ts";
import { stackServers } from "../stack-servers.ts";
import { type ComparedParameter, compareParameters } from "./compare-parameters.ts";
import { type RunningParameter, runningParameters } from "./running-parameters.ts";

/** Of the own image and of RDS: taken where no server is known yet. */
const defaultMajor = 17;

/** A setting that decides parameters. */
export interface DecidedSetting {
  readonly name: DecidingSetting;
  /** As the stack's file would have it. */
  readonly value: string;
  /** Whether the stack's file has it; else it is the default. */
  readonly set: boolean;
}

/** The parameters of a stack's server, each with its reason. */
export interface ConfigurationReport {
  readonly settings: readonly DecidedSetting[];
  readonly options: ParameterOptions;
  readonly parameters: readonly ComparedParameter[];
  readonly budget: MemoryBudget;
  /** Whether the values were compared with a running server's; else why not, in words. */
  readonly compared: true | string;
}

/**
 * Computes the parameters and compares them with what the server runs with, where it runs.
 * @param set keys that the stack's file has
 */
export async function configurationReport(
  settings: Settings,
  set: readonly string[],
  remembered: RememberedServer | undefined,
): Promise<ConfigurationReport> {
  const options = parameterOptions(settings, {
    machineCores: availableParallelism(),
    majorVersion: majorOf(remembered),
    preload: preloadOf(settings, remembered),
    readAhead: remembered?.kind !== "native" || process.platform === "linux",
    lz4: remembered?.kind !== "native" && settings.image === ownImage,
  });
  const running = await askServer(settings, remembered);
  const asked = Array.isArray(running);
  return {
    settings: decidedBy(settings, set, options),
    options,
    parameters: compareParameters(serverParameters(options), asked ? running : undefined),
    budget: memoryBudget(options),
    compared: asked ? true : running,
  };
}

function decidedBy(settings: Settings, set: readonly string[], { size }: ParameterOptions): DecidedSetting[] {
  const { profile, memory, cpus, storage, replicas, synchronousReplication, image } = settings;
  const values: Record<DecidingSetting, string> = {
    profile,
    memory: formatMemorySize(memory),
    cpus: cpus === "auto" ? `auto (${size.cores})` : String(cpus),
    storage: formatMemorySize(storage),
    replicas: String(replicas),
    synchronousReplication: String(synchronousReplication),
    image,
  };
  const names = Object.keys(values) as DecidingSetting[];
  return names.map((name) => ({ name, value: values[name], set: set.includes(name) }));
}

/** A native server preloads what its programs have, which its last start tells. */
function preloadOf({ stack, image }: Settings, remembered: RememberedServer | undefined): readonly string[] {
  const preloaded = lastStart(runFolder(stack))?.config.staticParameters.shared_preload_libraries;
  if (remembered?.kind === "native" && preloaded !== undefined) return preloaded.split(",").filter(Boolean);
  return image === ownImage ? preloadedLibraries.own : preloadedLibraries.other;
}

function majorOf(remembered: RememberedServer | undefined): number {
  const ofData = Number(remembered?.dataVersion?.split(" ").at(-1));
  return remembered?.majorVersion ?? (Number.isInteger(ofData) && ofData > 0 ? ofData : defaultMajor);
}

/** The server's own values, or why there are none. */
async function askServer(
  settings: Settings,
  remembered: RememberedServer | undefined,
): Promise<RunningParameter[] | string> {
  if (remembered === undefined) return "there is no server yet";
  if (remembered.kind === "embedded") return "the embedded server has parameters of its own";
  try {
    const state = await openLocalServer(remembered, settings).status();
    if (state !== "running") return `the server is ${state}`;
    const servers = stackServers(settings, remembered);
    return servers === undefined ? "it was never started" : await runningParameters(servers.primary);
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError)
      return error.message.split("\n", 1)[0] ?? "it does not answer";
    throw error;
  }
}
