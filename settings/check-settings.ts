import { checkDataFolder } from "./check-data-folder.ts";
import { brokenGuardrails } from "./guardrails.ts";
import { fullKey, keys } from "./keys/keys.ts";
import { isProblem, type Parsed, type Problem, type SettingKey } from "./keys/setting-key.ts";
import { hidden, type Mistake } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { projectRoot } from "./paths.ts";
import type { Settings } from "./settings.ts";
import { checkStackName, environmentOf } from "./stack-name.ts";

export interface ReadOptions {
  /** Keys, without namespace, whose values are encrypted. None of ours is a secret, so each is a mistake. @default none */
  readonly secretKeys?: ReadonlySet<string>;
  /** Folder that relative paths start from. @default the project's */
  readonly root?: string;
}

/** What a configuration comes to. The settings are to be used only when there are no mistakes. */
export interface CheckedSettings {
  readonly settings: Settings;
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads a stack's configuration and finds every mistake in it.
 *
 * A demoScale or demoSeed without demoData is none: it waits, so that turning the demo data off and on is one line.
 *
 * @throws UserError when the stack's name is none
 */
export function checkSettings(
  stack: string,
  raw: Readonly<Record<string, string | undefined>>,
  { secretKeys = new Set(), root = projectRoot }: ReadOptions = {},
): CheckedSettings {
  checkStackName(stack);
  const environment = environmentOf(stack);
  const mistakes: Mistake[] = [];

  const refuse = (key: SettingKey<unknown>, { problem, mend = `use ${key.allowed}` }: Problem) => {
    const given = secretKeys.has(key.name) ? hidden : raw[key.name];
    mistakes.push({ key: fullKey(key.name), problem, mend, ...(given && { given }) });
  };
  const take = <T>(key: SettingKey<T>, also: (value: T) => Problem | undefined = () => undefined): T => {
    const parsed = parse(key, raw[key.name], secretKeys.has(key.name));
    const problem = isProblem(parsed) ? parsed : also(parsed.value);
    if (problem !== undefined) refuse(key, problem);
    return isProblem(parsed) ? defaultOf(key) : parsed.value;
  };
  const notInProd = (forDevOnly: boolean, mend: string) =>
    environment === "prod" && forDevOnly ? { problem: "for development only", mend } : undefined;

  const scale = take(keys.demoScale);
  const seed = take(keys.demoSeed);
  const settings: Settings = {
    stack,
    environment,
    server: take(keys.server, (server) =>
      notInProd(server !== "auto", "remove it: stack prod decides its server"),
    ),
    image: take(keys.image),
    postgresBin: take(keys.postgresBin),
    port: take(keys.port),
    // Production keeps no data on the machine that runs the program.
    dataFolder: take(keys.dataFolder, (folder) =>
      environment === "prod" ? undefined : folderProblem(folder, root),
    ),
    memory: take(keys.memory),
    cpus: take(keys.cpus),
    storage: take(keys.storage),
    profile: take(keys.profile),
    replicas: take(keys.replicas),
    synchronousReplication: take(keys.synchronousReplication),
    pgbouncer: take(keys.pgbouncer),
    logRetention: take(keys.logRetention),
    guardrails: take(keys.guardrails),
    database: take(keys.database),
    adminUser: take(keys.adminUser),
    embeddingDimensions: take(keys.embeddingDimensions),
    indexBuilds: take(keys.indexBuilds),
    foreignKeyIndexes: take(keys.foreignKeyIndexes),
    demoData: take(keys.demoData, (on) => notInProd(on, "remove it, or use false"))
      ? { scale, seed }
      : undefined,
  };
  if (settings.synchronousReplication && settings.replicas === 0)
    refuse(keys.synchronousReplication, {
      problem: "there is no replica to wait for",
      mend: `set ${fullKey("replicas")} to 1 or more`,
    });
  if (environment === "dev" && settings.guardrails)
    for (const [name, problem] of brokenGuardrails(settings))
      refuse(keys[name], { problem, mend: `lower it, or set ${fullKey("guardrails")} to false` });
  return { settings, mistakes: inOrderOf(raw, [...unknownKeys(raw), ...mistakes]) };
}

function parse<T>(key: SettingKey<T>, text: string | undefined, secret: boolean): Parsed<T> {
  if (secret) return { problem: "encrypted, and is no secret", mend: "write it as plain text" };
  if (text === undefined) return key.parse(key.default);
  if (text === "") return { problem: "has no value", mend: `use ${key.allowed}, or remove the key` };
  return key.parse(text);
}

function defaultOf<T>(key: SettingKey<T>): T {
  const parsed = key.parse(key.default);
  if (isProblem(parsed)) throw new Error(`the default of ${key.name} is ${parsed.problem}`);
  return parsed.value;
}

function folderProblem(folder: string, root: string): Problem | undefined {
  const problem = checkDataFolder(folder, root);
  return problem === undefined ? undefined : { problem };
}

/** The order of the file, so that the list can be worked through from top to bottom. */
function inOrderOf(raw: object, mistakes: readonly Mistake[]): Mistake[] {
  const order = Object.keys(raw).map(fullKey);
  return mistakes.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

/** The value of an unknown key is not shown: it may be a password meant for another place. */
function unknownKeys(raw: Readonly<Record<string, string | undefined>>): Mistake[] {
  return Object.keys(raw)
    .filter((name) => raw[name] !== undefined && !Object.hasOwn(keys, name))
    .map((name) => {
      const meant = nearest(name, Object.keys(keys));
      const mend = meant === undefined ? "Pulumi.yaml lists the settings" : `did you mean ${fullKey(meant)}?`;
      return { key: fullKey(name), problem: "no such setting", mend };
    });
}
