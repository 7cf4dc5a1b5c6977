import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { UserError } from "../../errors/user-error.ts";
import { projectRoot } from "../../settings/paths.ts";
import { configOf, holdsSecret } from "../workspace/stack-config.ts";

/** A stack's configuration, as the engine hands it to a program. */
export interface EngineConfig {
  readonly project: string;
  /** Full key -> text; what has more than one value is JSON. */
  readonly values: Readonly<Record<string, string>>;
}

/** Settings in place of a stack's own, by their full keys; `undefined` takes one away, which leaves its default. */
export type Instead = Readonly<Record<string, string | undefined>>;

/**
 * What the engine would hand on: the defaults of Pulumi.yaml, and the stack's file over them.
 *
 * @throws UserError for a value that is encrypted: it cannot be read without the stack's secrets provider
 */
export function engineConfig(stack: string, instead: Instead = {}, root: string = projectRoot): EngineConfig {
  const project = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  const file = `Pulumi.${stack}.yaml`;
  const own = configOf(parseDocument(readFileSync(join(root, file), "utf8")));
  const encrypted = Object.keys(own).filter((key) => holdsSecret(own[key]));
  if (encrypted.length > 0) {
    throw new UserError(`${encrypted.join(", ")}: encrypted, which cannot be read offline`, {
      where: file,
      mend: "Leave out --offline, or take the value out.",
    });
  }
  const written = Object.entries(own).map(([key, value]): [string, string] => [fullKey(key), textOf(value)]);
  const all = Object.entries({ ...Object.fromEntries(written), ...instead });
  return {
    project: String(project.get("name")),
    values: {
      ...defaultsOf(project.get("config")),
      ...Object.fromEntries(all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    },
  };
}

/** `pgstack:config:port` is an old way to write `pgstack:port`. */
function fullKey(key: string): string {
  return key.replace(/^([^:]+):config:/, "$1:");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function textIn(value: unknown): unknown {
  return isScalar(value) ? value.value : undefined;
}

/** A default is `default:` of a declared key, or `value:` of one of another namespace, or the value itself. */
function defaultsOf(config: unknown): Record<string, string> {
  if (!isMap(config)) return {};
  return Object.fromEntries(
    config.items.flatMap(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key);
      const given = isMap(value) ? (value.get("default") ?? value.get("value")) : textIn(value);
      return given === undefined || given === null ? [] : [[name, String(given)]];
    }),
  );
}
