import { checkDataFolder } from "./check-data-folder.ts";
import { defaultOf } from "./default-of.ts";
import { brokenGuardrails } from "./guardrails.ts";
import type { KeyReader } from "./key-reader.ts";
import { fullKey, keys } from "./keys/keys.ts";
import type { Problem, SettingKey } from "./keys/setting-key.ts";
import type { Settings } from "./settings.ts";
import { sharedSettings } from "./shared-settings.ts";

/**
 * Reads what a stack for development is decided by.
 *
 * A demoScale or demoSeed without demoData is none: it waits, so that turning the demo data off and on is one line.
 */
export function developmentSettings(stack: string, reader: KeyReader, root: string): Settings {
  const take = <T>(key: SettingKey<T>, also?: (value: T) => Problem | undefined): T =>
    reader.take(key, defaultOf(key), also);
  const scale = take(keys.demoScale);
  const seed = take(keys.demoSeed);
  const settings: Settings = {
    stack,
    environment: "dev",
    production: undefined,
    server: take(keys.server),
    image: take(keys.image),
    postgresBin: take(keys.postgresBin),
    port: take(keys.port),
    dataFolder: take(keys.dataFolder, (folder) => {
      const problem = checkDataFolder(folder, root);
      return problem === undefined ? undefined : { problem };
    }),
    memory: take(keys.memory),
    cpus: take(keys.cpus),
    storage: take(keys.storage),
    profile: take(keys.profile),
    replicas: take(keys.replicas),
    synchronousReplication: take(keys.synchronousReplication),
    pgbouncer: take(keys.pgbouncer),
    logRetention: take(keys.logRetention),
    guardrails: take(keys.guardrails),
    ...sharedSettings(reader),
    demoData: take(keys.demoData) ? { scale, seed } : undefined,
  };
  if (settings.synchronousReplication && settings.replicas === 0)
    reader.refuse(keys.synchronousReplication, {
      problem: "there is no replica to wait for",
      mend: `set ${fullKey("replicas")} to 1 or more`,
    });
  if (settings.guardrails)
    for (const [name, problem] of brokenGuardrails(settings))
      reader.refuse(keys[name], { problem, mend: `lower it, or set ${fullKey("guardrails")} to false` });
  return settings;
}
