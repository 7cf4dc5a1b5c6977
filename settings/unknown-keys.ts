import type { RawConfig } from "./key-reader.ts";
import { fullKey, keys } from "./keys/keys.ts";
import type { Mistake } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { productionKeys } from "./production/keys/production-keys.ts";
import type { Environment } from "./settings.ts";

/** Where a user finds the keys of an environment. */
const listedIn = { dev: "Pulumi.yaml", prod: "docs/production-settings.md" } as const;

/**
 * Keys that an environment does not have. Their values are not shown: one may be a password meant for another place.
 * What is for development only is the business of the production settings, which know what Pulumi.yaml fills in.
 */
export function unknownKeys(raw: RawConfig, environment: Environment): Mistake[] {
  return Object.keys(raw)
    .filter((name) => raw[name] !== undefined && !Object.hasOwn(keys, name))
    .flatMap((name) => {
      const key = fullKey(name);
      const forProduction = Object.hasOwn(productionKeys, name);
      if (forProduction && environment === "prod") return [];
      if (forProduction)
        return [{ key, problem: "for production only", mend: "remove it: Pulumi.prod.yaml is its place" }];
      const meant = nearest(name, keysOf(environment));
      const mend =
        meant === undefined
          ? `${listedIn[environment]} lists the settings`
          : `did you mean ${fullKey(meant)}?`;
      return [{ key, problem: "no such setting", mend }];
    });
}

function keysOf(environment: Environment): string[] {
  return environment === "dev" ? Object.keys(keys) : [...Object.keys(productionKeys), ...Object.keys(keys)];
}
