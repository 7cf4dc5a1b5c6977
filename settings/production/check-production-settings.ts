import { defaultOf } from "../default-of.ts";
import type { KeyReader, RawConfig } from "../key-reader.ts";
import { developmentKeys, keys } from "../keys/keys.ts";
import type { Settings } from "../settings.ts";
import { sharedSettings } from "../shared-settings.ts";
import { readProductionKeys } from "./read-production-keys.ts";
import { applyRules } from "./rules/apply-rules.ts";

interface CheckOptions {
  /** Whether a user wrote each of the keys: see `ReadOptions`. */
  readonly asWritten: boolean;
  /** The day that dates of support are compared with. */
  readonly today: Date;
}

/**
 * Reads stack prod's configuration: its own keys, those it shares with development, and every combination of them that AWS
 * would refuse, or accept and the user regret.
 */
export function checkProductionSettings(
  stack: string,
  raw: RawConfig,
  reader: KeyReader,
  { asWritten, today }: CheckOptions,
): Settings {
  const production = readProductionKeys(raw, reader);
  const shared = sharedSettings(reader);
  const guardrails = reader.take(keys.guardrails, false);
  reader.take(keys.demoData, false, (on) =>
    on ? { problem: "for development only", mend: "remove it, or use false" } : undefined,
  );
  // What Pulumi.yaml fills in is no mistake of the user's.
  for (const name of developmentKeys)
    if (raw[name] !== undefined && (asWritten || raw[name] !== keys[name].default))
      reader.refuse(keys[name], { problem: "for development only", mend: "remove it" });
  const written = new Set(Object.keys(raw).filter((name) => raw[name] !== undefined));
  applyRules({ ...production, ...shared, guardrails }, { today, written }, reader);
  return {
    stack,
    environment: "prod",
    production,
    ...developmentDefaults(),
    profile: production.profile,
    replicas: production.replicas,
    logRetention: production.logRetention,
    guardrails,
    ...shared,
    demoData: undefined,
  };
}

/** Production has no server on the machine that runs the program: nothing looks at these. */
function developmentDefaults() {
  return {
    server: defaultOf(keys.server),
    image: defaultOf(keys.image),
    postgresBin: defaultOf(keys.postgresBin),
    port: defaultOf(keys.port),
    dataFolder: defaultOf(keys.dataFolder),
    memory: defaultOf(keys.memory),
    cpus: defaultOf(keys.cpus),
    storage: defaultOf(keys.storage),
    synchronousReplication: defaultOf(keys.synchronousReplication),
    pgbouncer: defaultOf(keys.pgbouncer),
  };
}
