import { UserError } from "../../errors/user-error.ts";
import { volumeIsGone } from "../../machine/docker/volume-is-gone.ts";
import { besides } from "../../settings/besides.ts";
import { maxEmbedded } from "../../settings/keys/memory.ts";
import { formatMemorySize } from "../../settings/memory-size.ts";
import { isOffline } from "../../settings/offline.ts";
import { type RememberedServer, recallServer } from "../../settings/remembered-server.ts";
import { mayReplaceData } from "../../settings/replace-data.ts";
import type { ServerKind, Settings } from "../../settings/settings.ts";
import { type Candidates, candidates } from "./candidates.ts";
import { checkBeside } from "./check-beside.ts";
import { choosePort, choosePorts } from "./choose-port.ts";

/** What `auto` tries, best first. */
const order: readonly ServerKind[] = ["docker", "native", "embedded"];

export interface ChooseOptions {
  /** What there is of each kind. @default what this machine has */
  readonly having?: Candidates;
  /** Folder of the project, which remembers the choice. @default this one's */
  readonly root?: string;
}

/**
 * Which server a dev stack gets. A choice made earlier stands, so that a machine that changed (a daemon that is down, a
 * port that is taken) is an error the user sees, never a switch that would leave the data behind.
 *
 * @throws UserError when the setting names a kind this machine does not have, or another one than holds the stack's
 * data; or when a setting changed that the data was made with
 */
export async function chooseServer(
  settings: Settings,
  { having = candidates, root }: ChooseOptions = {},
): Promise<RememberedServer> {
  const remembered = recallServer(settings.stack, root);
  if (remembered !== undefined && (isOffline() || (await holdsData(remembered))))
    return await withPorts(keep(remembered, settings), settings, root);
  const { adminUser, database } = settings;
  const chosen = await choose(settings, having);
  checkMemory(chosen.kind, settings);
  checkBeside(chosen.kind, settings);
  const { stack } = settings;
  const port = settings.port === "auto" ? await choosePort(stack, root) : settings.port;
  return await withPorts({ ...chosen, port, adminUser, database }, settings, root);
}

async function choose(settings: Settings, having: Candidates): Promise<Omit<RememberedServer, "port">> {
  const wanted = settings.server;
  const passedOver: string[] = [];
  for (const kind of wanted === "auto" ? order : [wanted]) {
    const candidate = await having[kind](settings);
    if ("found" in candidate) {
      const reason =
        wanted === "auto"
          ? `server is auto: ${[...passedOver, `${kind} is taken: ${candidate.words}`].join("; ")}`
          : `pgstack:server is ${wanted}`;
      return { ...candidate.found, reason };
    }
    if (wanted !== "auto") {
      throw new UserError(`there is no ${kind} server to be had: ${candidate.whyNot}`, {
        where: `pgstack:server: ${wanted}`,
        mend: `${candidate.mend} Or set pgstack:server to auto.`,
      });
    }
    passedOver.push(`no ${kind}, ${candidate.whyNot}`);
  }
  throw new Error("the embedded server is always to be had");
}

/** Plain `pulumi destroy` leaves the choice of a Docker server behind, and no volume. A daemon that is down may have one. */
async function holdsData({ kind, dockerHost = "", name = "" }: RememberedServer): Promise<boolean> {
  if (kind !== "docker") return true;
  return !(await volumeIsGone(dockerHost, name));
}

async function withPorts(
  choice: RememberedServer,
  settings: Settings,
  root?: string,
): Promise<RememberedServer> {
  const { port: taken, ports: before } = choice;
  const ports = await choosePorts(settings.stack, besides(settings), { before, taken, root });
  return Object.keys(ports).length === 0 ? choice : { ...choice, ports };
}

/** The choice that was made, with what may change since. */
function keep(remembered: RememberedServer, settings: Settings): RememberedServer {
  const { server, stack, port } = settings;
  if (server !== "auto" && server !== remembered.kind) throw switched(stack, remembered, server);
  checkMemory(remembered.kind, settings);
  checkBeside(remembered.kind, settings);
  for (const key of ["adminUser", "database"] as const) {
    const before = remembered[key];
    if (before === undefined || before === settings[key]) continue;
    if (remembered.kind !== "docker" || !mayReplaceData())
      throw madeWith(remembered.kind, key, before, settings[key]);
  }
  const { adminUser, database } = settings;
  return { ...remembered, adminUser, database, port: port === "auto" ? remembered.port : port };
}

function switched(stack: string, { kind }: RememberedServer, wanted: string): UserError {
  return new UserError(`stack ${stack} has its data on the ${kind} server, and the setting says ${wanted}`, {
    where: "pgstack:server",
    mend: `Set it back to ${kind}, or run \`npx pgstack destroy\` first: the data does not move by itself.`,
  });
}

function madeWith(kind: ServerKind, key: string, before: string, now: string): UserError {
  const deleting =
    kind === "docker"
      ? "to delete the data and begin anew, run `npx pgstack up --replace-data`"
      : "run `npx pgstack destroy` first, which deletes the data";
  return new UserError(`cannot change from "${before}" to "${now}" while the server holds data`, {
    where: `pgstack:${key}`,
    mend: `Set it back; or, ${deleting}.`,
  });
}

function checkMemory(kind: ServerKind, { memory }: Settings): void {
  if (kind !== "embedded" || memory <= maxEmbedded) return;
  throw new UserError(`the embedded server takes ${formatMemorySize(maxEmbedded)} at most`, {
    where: `pgstack:memory: ${formatMemorySize(memory)}`,
    mend: "Lower it, or use the docker or native server.",
  });
}
