import { ownImageMajor } from "../../components/server/own-image.ts";
import { UserError } from "../../errors/user-error.ts";
import type { DockerDaemon } from "../../machine/docker/daemon.ts";
import { docker } from "../../machine/docker/docker.ts";
import { findImage, type PostgresImage } from "../../machine/docker/image.ts";
import { requireDaemon } from "../../machine/docker/require-daemon.ts";
import { besides } from "../../settings/besides.ts";
import { ownImage } from "../../settings/keys/image.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import { mayReplaceData } from "../../settings/replace-data.ts";
import type { Settings } from "../../settings/settings.ts";
import { requireMajor } from "./require-major.ts";
import { requireNames } from "./require-names.ts";
import { requirePorts } from "./require-ports.ts";

/** What was found out before anything is made. */
export interface CheckedDocker {
  /** PostgreSQL's in the image, as far as it can be known before it is pulled. */
  readonly majorVersion: number;
  readonly warnings: readonly string[];
  /** Whether the daemon's kernel can limit a container's swap. */
  readonly limitsSwap: boolean;
}

/** Extensions of our own image; the declared database cannot do without the first. */
const needed = "vector";
const wanted = ["pg_cron", "pg_partman", "hypopg", "pg_repack", "pgaudit"];
/** Taken where an image does not say it: the major version of the official image's default at the time of writing. */
const assumedMajor = 17;

/**
 * Looks at what would make the update fail halfway: the daemon, names that others have taken, ports, the image, data of
 * another major version.
 *
 * @throws UserError with the first of them, and with every name or port that is taken
 */
export async function checkDocker(settings: Settings, choice: RememberedServer): Promise<CheckedDocker> {
  const { stack, image } = settings;
  const { dockerHost = "", name = "" } = choice;
  const daemon = await requireDaemon(dockerHost);
  const beside = besides(settings);
  const [{ volume }, swap] = await Promise.all([
    requireNames(dockerHost, stack, name, beside),
    docker(dockerHost, ["info", "--format", "{{.SwapLimit}}"], { timeout: 10_000 }),
  ]);
  await requirePorts(stack, choice, beside, settings.port);
  const limitsSwap = swap.ran && swap.stdout === "true";
  const holdsData = volume && !mayReplaceData();
  if (image === ownImage) {
    if (holdsData) await requireMajor(choice, { name: image }, ownImageMajor);
    return { majorVersion: ownImageMajor, warnings: [], limitsSwap };
  }
  const found = await imageFor(dockerHost, image, holdsData);
  if (found === undefined) {
    const majorVersion = majorOf(image) ?? assumedMajor;
    if (holdsData) await requireMajor(choice, { name: image }, majorVersion);
    return { majorVersion, warnings: [], limitsSwap };
  }
  requireArchitecture(image, found, daemon);
  requirePostgres(image, found);
  const majorVersion = found.majorVersion ?? majorOf(image) ?? assumedMajor;
  if (holdsData) await requireMajor(choice, { name: image, id: found.id }, majorVersion);
  const lacking = wanted.filter((extension) => !found.extensions.includes(extension));
  const warnings =
    lacking.length === 0
      ? []
      : [`image ${image} lacks ${lacking.join(", ")}: what needs them is not to be had`];
  return { majorVersion, warnings, limitsSwap };
}

/** What an image says by its name, where nothing is asked; a kernel that limits swap is the usual one. */
export function assumeDocker({ image }: Settings): CheckedDocker {
  const majorVersion = image === ownImage ? ownImageMajor : (majorOf(image) ?? assumedMajor);
  return { majorVersion, warnings: [], limitsSwap: true };
}

function requireArchitecture(image: string, { architecture }: PostgresImage, daemon: DockerDaemon): void {
  if (architecture === daemon.architecture) return;
  throw new UserError(`the image is for ${architecture}, and the daemon runs ${daemon.architecture}`, {
    where: `pgstack:image: ${image}`,
    mend: `Pull it for this machine: docker pull --platform linux/${daemon.architecture} ${image}`,
  });
}

/** A PostgreSQL that runs, with what the declared database needs. */
function requirePostgres(image: string, { extensions, whyNot }: PostgresImage): void {
  if (extensions.includes(needed)) return;
  const where = `pgstack:image: ${image}`;
  const mend = "Take an image that brings it, such as pgvector/pgvector:pg17, or own.";
  if (whyNot !== undefined) throw new UserError(`nothing in the image runs here: ${whyNot}`, { where, mend });
  // Every PostgreSQL brings that one.
  if (!extensions.includes("plpgsql"))
    throw new UserError("there is no PostgreSQL in the image", { where, mend });
  throw new UserError(`the image has no extension ${needed}, which the declared database needs`, {
    where,
    mend,
  });
}

/** How long a pull may take, in milliseconds. */
const pullLimit = 900_000;

/**
 * The image as far as it is there. One that is to open data and does not say by its name which PostgreSQL it has is pulled
 * first: the container is replaced by then, when the engine pulls it.
 */
async function imageFor(host: string, image: string, holdsData: boolean): Promise<PostgresImage | undefined> {
  const found = await findImage(host, image);
  if (found !== undefined || !holdsData || majorOf(image) !== undefined) return found;
  const pulled = await docker(host, ["pull", "--quiet", image], { timeout: pullLimit });
  if (pulled.ran) return await findImage(host, image);
  throw new UserError(`the image is not there, and cannot be pulled: ${pulled.said}`, {
    where: `pgstack:image: ${image}`,
    mend: "Correct the name, or pull it by hand.",
  });
}

/** `pg17`, `17-bookworm`, `17.4` in an image's tag. */
function majorOf(image: string): number | undefined {
  const tag = image.split(":").at(-1) ?? "";
  const major = Number(/^(?:pg)?(?<major>\d{2})(?!\d)/.exec(tag)?.groups?.major);
  return major >= 10 ? major : undefined;
}
