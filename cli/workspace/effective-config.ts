import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { carryConfig } from "./carry-config.ts";
import { configCopy } from "./config-copy.ts";
import { type Config, configOf, holdsSecret, ownEntries } from "./stack-config.ts";
import { writeWhole } from "./write-whole.ts";

/** What the copy was made from, beside it in `config-basis.json`. */
interface Basis {
  readonly config: Config;
  /** Keys of secrets that the user was told of. */
  readonly told: readonly string[];
}

/**
 * The stack's file as Pulumi sees it: the tracked `Pulumi.<stack>.yaml`, and the salt of this checkout's passphrase.
 * Pulumi writes the salt into the file it is given; in the tracked one it would lock every other developer out.
 */
export function effectiveConfigFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), `Pulumi.${stack}.yaml`);
}

/**
 * Brings the local copy up to date. What a user changed in it, by `pulumi config set`, is carried into the tracked file
 * first, comments kept.
 *
 * @returns what was done that the user did not ask for, a line each
 * @throws UserError when the same key was changed in both files
 */
export function refreshEffectiveConfig(stack: string, root: string = projectRoot): string[] {
  const name = `Pulumi.${stack}.yaml`;
  const tracked = join(root, name);
  const copy = effectiveConfigFile(stack, root);
  const basisFile = join(stackFolder(stack, root), "config-basis.json");
  const last = readCopy(copy);
  const local = configOf(parseDocument(last));
  const basis = readBasis(basisFile);
  const before = readFileSync(tracked, "utf8");
  const { text, set, removed } =
    basis === undefined || last === ""
      ? { text: before, set: [], removed: [] }
      : carryConfig(name, before, basis.config, local);

  if (text !== before) writeWhole(tracked, text);
  writeWhole(
    copy,
    `# Made from the project's ${name} at every run: change that file.\n${configCopy(text, last)}`,
  );
  const document = parseDocument(text);
  const secrets = Object.keys(local).filter((key) => holdsSecret(local[key]));
  writeWhole(basisFile, JSON.stringify({ config: configOf(document), told: secrets } satisfies Basis));
  return [
    ...set.map((key) => `carried ${key}, set by \`pulumi config set\`, into ${name}`),
    ...removed.map((key) => `removed ${key} from ${name}, as \`pulumi config rm\` did from its copy`),
    ...secrets
      .filter((key) => !basis?.told.includes(key))
      .map((key) => `${key} is encrypted with this checkout's passphrase: it stays out of ${name}`),
    ...ownEntries
      .filter((entry) => document.has(entry))
      .map((entry) => `${name} has an ${entry}, which is of use to one developer alone: remove the line`),
  ];
}

/** Empty where there is none, or one that was cut short: what it held comes back from the state and the tracked file. */
function readCopy(file: string): string {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return parseDocument(text).errors.length === 0 ? text : "";
}

function readBasis(file: string): Basis | undefined {
  if (!existsSync(file)) return undefined;
  const basis = JSON.parse(readFileSync(file, "utf8")) as Partial<Basis>;
  return basis.config && basis.told ? (basis as Basis) : undefined;
}
