import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "./run-command.ts";

/** A PostgreSQL server that is installed on this machine. */
export interface InstalledPostgres {
  /** Folder of its programs. */
  readonly bin: string;
  readonly majorVersion: number;
  /** As its programs say it, e.g. `17.6` or `18beta1`. */
  readonly version: string;
  /** Names of the extensions that CREATE EXTENSION finds, sorted. */
  readonly extensions: readonly string[];
  /** Those of them that whoever may create in a database may create there, sorted; others want a superuser. */
  readonly trusted: readonly string[];
}

/** The server whose programs are in a folder; `undefined` where there is none that runs on this machine. */
export async function postgresIn(bin: string): Promise<InstalledPostgres | undefined> {
  const program = join(bin, "postgres");
  if (!existsSync(program)) return undefined;
  const answer = await runCommand(program, ["--version"]);
  const version = answer.ran ? versionIn(answer.stdout) : undefined;
  if (version === undefined) return undefined;
  const folder = await extensionFolder(bin, version);
  const extensions = folder === undefined ? [] : extensionsIn(folder);
  return {
    bin,
    majorVersion: Number.parseInt(version, 10),
    version,
    extensions,
    trusted: extensions.filter((name) => folder !== undefined && isTrusted(folder, name)),
  };
}

/** `15.18` of `psql (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
export function versionIn(line: string): string | undefined {
  return /\d+(?:\.\d+|\w+)?/.exec(line)?.[0];
}

/** Extensions lie where `pg_config` says or, where it is not installed, at one of the places packages have for them. */
async function extensionFolder(bin: string, version: string): Promise<string | undefined> {
  const told = await runCommand(join(bin, "pg_config"), ["--sharedir"]);
  const major = String(Number.parseInt(version, 10));
  const above = dirname(dirname(realpathSync(join(bin, "postgres"))));
  const places = [
    ...(told.ran ? [told.stdout] : []),
    join(above, "../../../share/postgresql", major),
    join(above, "share"),
    join(above, "share/postgresql"),
    join("/usr/share/postgresql", major),
  ];
  return places.map((place) => join(place, "extension")).find((place) => existsSync(place));
}

function extensionsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".control"))
    .map((name) => name.slice(0, -".control".length))
    .sort();
}

function isTrusted(folder: string, name: string): boolean {
  const control = readFileSync(join(folder, `${name}.control`), "utf8");
  return /^\s*trusted\s*=?\s*'?(true|on|yes|1)\b/m.test(control);
}
