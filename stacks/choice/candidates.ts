import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { findPostgres } from "../../machine/native-postgres.ts";
import { unobtainablePlugIns } from "../../machine/plug-ins.ts";
import { dockerName } from "../../settings/docker-name.ts";
import { isOffline } from "../../settings/offline.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { ServerKind, Settings } from "../../settings/settings.ts";
import { closedFolder } from "./closed-folder.ts";
import { neededPlugIns } from "./needed-plug-ins.ts";

/** What a kind of server has found on this machine; the port is chosen apart. */
export type Found = Omit<RememberedServer, "port" | "reason" | "adminUser" | "database">;

/** A server of a kind, or why this machine has none. */
export type Candidate =
  | { readonly found: Found; readonly words: string }
  | { readonly whyNot: string; readonly mend: string };

/** Looks for a server of each kind. */
export type Candidates = Readonly<Record<ServerKind, (settings: Settings) => Promise<Candidate>>>;

/** Where a daemon listens unless it is told otherwise. */
const usualHost = "unix:///var/run/docker.sock";

/** What this machine has of each kind. */
export const candidates: Candidates = {
  async docker(settings) {
    if (isOffline()) return assumedDocker(settings);
    const daemon = await findDaemon();
    if (!isDaemon(daemon)) {
      const at = daemon.host === undefined ? "" : ` (${daemon.host})`;
      return { whyNot: `${daemon.problem}${at}`, mend: daemon.mend };
    }
    const { host, version } = daemon;
    return (
      (await withoutPlugIns("docker")) ?? {
        found: { kind: "docker", dockerHost: host, name: dockerName(settings.stack) },
        words: `Docker ${version} answers`,
      }
    );
  },

  async native(settings) {
    const folder = settings.postgresBin === "auto" ? undefined : settings.postgresBin;
    const { found, whyNot } = await findPostgres(folder);
    if (found === undefined) {
      const mend =
        "Install PostgreSQL 16 or newer with pgvector, or set pgstack:postgresBin to its programs.";
      return { whyNot: whyNot.join("; "), mend };
    }
    const closed = closedFolder(settings.dataFolder, settings.stack);
    if (closed !== undefined) {
      return {
        whyNot: `PostgreSQL does not run as root, and an ordinary user may not enter ${closed}`,
        mend: "Run this as an ordinary user, or set pgstack:dataFolder to a folder that one can reach.",
      };
    }
    return (
      (await withoutPlugIns("native")) ?? {
        found: { kind: "native", bin: found.bin, majorVersion: found.majorVersion },
        words: `PostgreSQL ${found.version} with pgvector is in ${found.bin}`,
      }
    );
  },

  embedded: async () => ({ found: { kind: "embedded" }, words: "it needs nothing installed" }),
};

/** Nothing is asked offline. A machine with Docker, as CI has, is what most plans are made for. */
function assumedDocker({ stack }: Settings): Candidate {
  return {
    found: { kind: "docker", dockerHost: usualHost, name: dockerName(stack) },
    words: "Docker is taken for granted, offline",
  };
}

async function withoutPlugIns(kind: ServerKind): Promise<Candidate | undefined> {
  if (isOffline()) return undefined;
  const missing = await unobtainablePlugIns(neededPlugIns(kind));
  if (missing.length === 0) return undefined;
  const list = missing.map(({ name, version }) => `${name} ${version}`).join(", ");
  return {
    whyNot: `Pulumi's plug-ins ${list} are not installed and cannot be downloaded`,
    mend: "Connect to the internet, or install them by `pulumi plugin install resource <name> <version>`.",
  };
}
