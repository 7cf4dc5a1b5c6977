import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Finding } from "../finding.ts";
import { runCommand } from "../run-command.ts";

/** Where packages put each major version's programs: Debian, Red Hat, Homebrew on both kinds of Mac, Postgres.app. */
const versionedFolders = [
  ["/usr/lib/postgresql", "bin"],
  ["/usr", "bin", "pgsql-"],
  ["/opt/homebrew/opt", "bin", "postgresql@"],
  ["/usr/local/opt", "bin", "postgresql@"],
  ["/Applications/Postgres.app/Contents/Versions", "bin"],
] as const;

/** PostgreSQL's own programs on this machine. */
export async function checkNativePostgres(): Promise<Finding> {
  const [server, client] = await Promise.all([newestServer(), runCommand("psql", ["--version"])]);
  const serverWords =
    server === undefined
      ? "no server"
      : `server ${server.version} in ${server.folder}, ${server.vector ? "with" : "without"} pgvector`;
  const clientWords = client.ran
    ? `psql ${versionIn(client.stdout)}`
    : "no psql: `npx pgstack query` runs SQL too";
  return {
    name: "PostgreSQL programs",
    level: "ok",
    found: `${serverWords}; ${clientWords}; the embedded server needs none`,
  };
}

interface NativeServer {
  readonly folder: string;
  readonly version: string;
  /** Whether the extension is installed for it. */
  readonly vector: boolean;
}

async function newestServer(): Promise<NativeServer | undefined> {
  const folders = new Set([
    ...versionedFolders.flatMap(([above, below, prefix = ""]) =>
      list(above)
        .filter((name) => name.startsWith(prefix) && /\d/.test(name))
        .map((name) => join(above, name, below)),
    ),
    ...(process.env.PATH ?? "").split(delimiter),
  ]);
  const servers = await Promise.all([...folders].map(serverIn));
  return servers
    .filter((server) => server !== undefined)
    .reduce<NativeServer | undefined>(
      (best, server) =>
        best && Number.parseFloat(best.version) >= Number.parseFloat(server.version) ? best : server,
      undefined,
    );
}

async function serverIn(folder: string): Promise<NativeServer | undefined> {
  const program = join(folder, "postgres");
  if (folder === "" || !existsSync(program)) return undefined;
  const answer = await runCommand(program, ["--version"]);
  if (!answer.ran) return undefined;
  const version = versionIn(answer.stdout);
  const shared = await runCommand(join(folder, "pg_config"), ["--sharedir"]);
  const shares = [
    ...(shared.ran ? [shared.stdout] : []),
    join("/usr/share/postgresql", version.split(".")[0] ?? ""),
    join(dirname(folder), "share"),
    join(dirname(folder), "share", "postgresql"),
  ];
  const vector = shares.some((share) => existsSync(join(share, "extension", "vector.control")));
  return { folder, version, vector };
}

/** `15.18` of `psql (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
function versionIn(line: string): string {
  return /\d+(?:\.\d+|\w+)?/.exec(line)?.[0] ?? line;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
