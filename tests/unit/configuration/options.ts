import { GB } from "../../../configuration/amount.ts";
import type { ParameterOptions } from "../../../configuration/parameter-options.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import type { Profile } from "../../../settings/settings.ts";

export const profiles: readonly Profile[] = ["laptop", "production", "writes", "workstation", "vector"];

/** A server of 16 GB, 4 cores and 100 GB, or of what is given, in GB. */
export function optionsOf(
  profile: Profile,
  { memory = 16, cores = 4, storage = 100 }: { memory?: number; cores?: number; storage?: number } = {},
  more: Partial<ParameterOptions> = {},
): ParameterOptions {
  return {
    profile,
    size: { memory: memory * GB, cores, storage: storage * GB },
    majorVersion: 17,
    replicas: 0,
    synchronous: false,
    preload: ["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"],
    ...more,
  };
}

/** Values by name. */
export function valuesFor(options: ParameterOptions): Record<string, string> {
  return Object.fromEntries(serverParameters(options).map(({ name, value }) => [name, value]));
}

const factors: Readonly<Record<string, number>> = { kB: 1024, MB: 1024 ** 2, GB, TB: 1024 * GB };

/** `4GB` in bytes. */
export function bytesOf(value = ""): number {
  const { amount = "", unit = "" } = /^(?<amount>\d+)(?<unit>[kMGT]B)?$/.exec(value)?.groups ?? {};
  return Number(amount) * (factors[unit] ?? 1);
}
