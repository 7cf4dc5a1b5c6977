import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackFolder } from "./paths.ts";
import type { ServerKind } from "./settings.ts";

/** The server a stack was given, decided once: a later `auto` means this one. */
export interface RememberedServer {
  readonly kind: ServerKind;
  /** Why this kind was taken, as a sentence for people. */
  readonly reason: string;
  /** The TCP port chosen for it. */
  readonly port: number;
  /** TCP ports of what stands beside it: `replica-1`, `pgbouncer`. Kept while they are not there, for when they are again. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Name of the Docker server's network, volume and container. */
  readonly name?: string;
  /** Address of the Docker daemon that has it, e.g. `unix:///var/run/docker.sock`. */
  readonly dockerHost?: string;
  /** Folder of the native server's programs. */
  readonly bin?: string;
  /** PostgreSQL's major version there. */
  readonly majorVersion?: number;
  /** Folder of a Docker server's data in its volume. Absent from servers of older versions. */
  readonly cluster?: string;
  /** Names the data of a Docker server; another one only when the data may be replaced. */
  readonly dataVersion?: string;
  /** The image of a Docker server as its setting names it, and its id: what opens the data. */
  readonly image?: string;
  readonly imageId?: string;
  /** PostgreSQL's system identifier of the first cluster by those of its copies, which upgrades have made. */
  readonly copies?: Readonly<Record<string, string>> | undefined;
  /** The cluster that was not taken at the last upgrade, or undo of one: kept until it is deleted on purpose. */
  readonly previousCluster?: KeptCluster | undefined;
  /** Folder of a cluster that an upgrade has begun: of no use to anybody but the next try, which deletes it. */
  readonly unfinishedCluster?: string | undefined;
  /** What it cannot do that production can, a sentence each; absent where there is nothing. */
  readonly limits?: readonly string[];
  /** What the data was made with: fixed while there is data. Absent from choices of older versions. */
  readonly adminUser?: string;
  readonly database?: string;
}

/** Another cluster in a Docker server's volume, which no server runs on. */
export interface KeptCluster {
  /** Its folder in the volume. */
  readonly cluster: string;
  readonly majorVersion: number;
  /** What opens it: the image as its setting named it where that is known, and its id. */
  readonly image?: string | undefined;
  readonly imageId: string;
  /** When the server left it, in ISO 8601. */
  readonly since: string;
}

/** The choice made for this stack, or `undefined` before the first `up` and after a destroy. */
export function recallServer(stack: string, root?: string): RememberedServer | undefined {
  const file = choiceFile(stack, root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RememberedServer) : undefined;
}

/** Remembers the choice beside the dev state. */
export function rememberServer(stack: string, choice: RememberedServer, root?: string): void {
  mkdirSync(stackFolder(stack, root), { recursive: true, mode: 0o700 });
  const draft = `${choiceFile(stack, root)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(choice, null, 2)}\n`);
  renameSync(draft, choiceFile(stack, root));
}

/** Forgets the choice, so that the next `up` decides anew. */
export function forgetServer(stack: string, root?: string): void {
  rmSync(choiceFile(stack, root), { force: true });
}

function choiceFile(stack: string, root?: string): string {
  return join(stackFolder(stack, root), "server.json");
}
