// This one module of the SDK takes 4 ms to import, the whole SDK a second.
import * as config from "@pulumi/pulumi/runtime/config.js";
import { namespace } from "./keys/keys.ts";
import { readSettings } from "./read.ts";
import type { Settings } from "./settings.ts";

/** The configuration as the engine hands it to the program: decrypted, with Pulumi.yaml's defaults filled in. */
export interface PulumiConfig {
  /** Every key of the project's namespace, known or not, without the namespace. */
  readonly raw: Readonly<Record<string, string>>;
  /** Those of them that are encrypted in the stack's file. */
  readonly secretKeys: ReadonlySet<string>;
}

/**
 * The settings of the running program's stack.
 * @throws UserError that lists every mistake
 */
export function settingsFromPulumi(stack: string): Settings {
  const { raw, secretKeys } = configFromPulumi();
  return readSettings(stack, raw, { secretKeys });
}

/** All there is, where `pulumi.Config` only gives the keys one asks for and so never sees a misspelt one. */
export function configFromPulumi(): PulumiConfig {
  const prefix = `${namespace}:`;
  const own = Object.entries(config.allConfig()).filter(([key]) => key.startsWith(prefix));
  const name = (key: string) => key.slice(prefix.length);
  return {
    raw: Object.fromEntries(own.map(([key, text]) => [name(key), text])),
    secretKeys: new Set(own.filter(([key]) => isConfigSecret(key)).map(([key]) => name(key))),
  };
}

/** Exported by the module, and left out of its types: `pulumi.Config` asks it before it warns about a secret. */
const { isConfigSecret } = config as unknown as { isConfigSecret(key: string): boolean };
