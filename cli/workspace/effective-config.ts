import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, parseDocument } from "yaml";
import { UserError } from "../../errors/user-error.ts";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { writeWhole } from "./write-whole.ts";

/** Pulumi's own entries of a stack's file, which are this checkout's alone. */
const localEntries = ["encryptionsalt", "encryptedkey", "secretsprovider"];

type Config = Readonly<Record<string, unknown>>;

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
 * @returns keys that were carried over, to be told
 * @throws UserError when the same key was changed in both files
 */
export function refreshEffectiveConfig(stack: string, root: string = projectRoot): string[] {
  const tracked = join(root, `Pulumi.${stack}.yaml`);
  const copy = effectiveConfigFile(stack, root);
  const basis = join(stackFolder(stack, root), "config-basis.json");
  const copied = existsSync(copy) ? readFileSync(copy, "utf8") : "";
  const local = configOf(copied);
  const carried = existsSync(basis) && copied !== "" ? carryOver(tracked, readJson(basis), local) : [];

  const text = readFileSync(tracked, "utf8");
  const own = (parse(copied) ?? {}) as Record<string, unknown>;
  const entries = localEntries.filter((entry) => own[entry] !== undefined);
  const head = `# Made from Pulumi.${stack}.yaml at every run: change that file.\n`;
  const next = [
    head + withSecrets(text, local),
    ...entries.map((entry) => `${entry}: ${JSON.stringify(own[entry])}`),
    "",
  ].join("\n");
  writeWhole(copy, next);
  writeWhole(basis, JSON.stringify(configOf(text)));
  return carried;
}

/** Keys of the local copy that differ from what it was made from go into the tracked file. */
function carryOver(tracked: string, basis: Config, local: Config): string[] {
  const text = readFileSync(tracked, "utf8");
  const now = configOf(text);
  const names = new Set([...Object.keys(basis), ...Object.keys(local)]);
  // A value encrypted with this checkout's passphrase is of no use to anybody else.
  const changed = [...names].filter(
    (key) => !isDeepStrictEqual(basis[key], local[key]) && !isEncrypted(local[key]),
  );
  const clashes = changed.filter(
    (key) => !isDeepStrictEqual(basis[key], now[key]) && !isDeepStrictEqual(local[key], now[key]),
  );
  if (clashes.length > 0) {
    throw new UserError(
      `${clashes.join(", ")}: changed by \`pulumi config set\` and in the file, differently`,
      {
        where: tracked,
        mend: "Decide for one: `pulumi config set` it to what the file says, or write the other into the file.",
      },
    );
  }
  const carried = changed.filter((key) => !isDeepStrictEqual(local[key], now[key]));
  if (carried.length === 0) return [];
  const document = parseDocument(text);
  for (const key of carried) {
    if (local[key] === undefined) document.deleteIn(["config", key]);
    else document.setIn(["config", key], local[key]);
  }
  writeWhole(tracked, document.toString({ lineWidth: 0 }));
  return carried;
}

/** Values encrypted with this checkout's passphrase stay in its copy. */
function withSecrets(text: string, local: Config): string {
  const document = parseDocument(text);
  const secrets = Object.entries(local).filter(([, value]) => isEncrypted(value));
  for (const [key, value] of secrets) document.setIn(["config", key], value);
  return (secrets.length === 0 ? text : document.toString({ lineWidth: 0 })).replace(/\n*$/, "");
}

/** Values as text, which is how Pulumi writes them: `true` and `"true"` are the same setting. */
function configOf(text: string): Config {
  const config = (parse(text) as { config?: Config } | null)?.config ?? {};
  const plain = (value: unknown) => (typeof value === "object" ? value : String(value));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, plain(value)]));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

function readJson(file: string): Config {
  return JSON.parse(readFileSync(file, "utf8")) as Config;
}
