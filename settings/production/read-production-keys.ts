import type { KeyReader, RawConfig } from "../key-reader.ts";
import type { ReadableKey } from "../keys/setting-key.ts";
import { defaultLogExports, defaultReplicaZones, defaultZones } from "./derived-defaults.ts";
import { productionKeys } from "./keys/production-keys.ts";
import { productionDefaults } from "./production-defaults.ts";
import type { ProductionSettings } from "./production-settings.ts";

/** The values of the keys that only stack prod has; one that is not written, or is wrong, has its default. */
export function readProductionKeys(raw: RawConfig, reader: KeyReader): ProductionSettings {
  const defaults: Partial<Record<string, unknown>> = { ...productionDefaults };
  const values = Object.values(productionKeys).flatMap((key: ReadableKey<unknown>) => {
    const value = reader.take(key, defaults[key.name]);
    return value === undefined ? [] : [[key.name, value] as const];
  });
  // Each key has the type of the field of its name: see `production-keys.ts`.
  const read = Object.fromEntries(values) as unknown as ProductionSettings;
  const zones = raw.availabilityZones === undefined ? defaultZones(read.region) : read.availabilityZones;
  return {
    ...read,
    availabilityZones: zones,
    ...(raw.replicaAvailabilityZones === undefined && {
      replicaAvailabilityZones: defaultReplicaZones({ ...read, availabilityZones: zones }),
    }),
    ...(raw.logExports === undefined && { logExports: defaultLogExports(read) }),
  };
}
