import { UserError } from "../../errors/user-error.ts";
import { findContainer } from "../../machine/docker/container.ts";
import { docker } from "../../machine/docker/docker.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";

/** How long a container that reads one file may take, in milliseconds. */
const limit = 60_000;

/**
 * Makes sure that the image's PostgreSQL opens the data as it is: another major version does not, and another one's server
 * would not start.
 *
 * @param image its name, and its id where it is there
 * @throws UserError that says what it is, and which way leads on
 */
export async function requireMajor(
  choice: RememberedServer,
  image: { readonly name: string; readonly id?: string | undefined },
  majorVersion: number,
): Promise<void> {
  const before = await dataMajor(choice, image.id, majorVersion);
  if (before === majorVersion) return;
  const what = `the data is PostgreSQL ${before}'s, and the image is PostgreSQL ${majorVersion}`;
  const where = `pgstack:image: ${image.name}`;
  const anew = "to delete the data and begin anew, run `npx pgstack up --replace-data`";
  if (before < majorVersion) {
    throw new UserError(`${what}: that takes an upgrade`, {
      where,
      mend: `Run \`npx pgstack upgrade\`: it copies everything into a new cluster by a dump and a restore, and keeps the old one. Or set pgstack:image back to an image of PostgreSQL ${before}; or, ${anew}.`,
    });
  }
  const { previousCluster: kept } = choice;
  const back =
    kept?.majorVersion === majorVersion
      ? `Run \`npx pgstack upgrade --undo\`, which goes back to the data as it was on ${kept.since.slice(0, 10)}.`
      : "PostgreSQL has no way back to an older version.";
  throw new UserError(`${what}, which is older`, {
    where,
    mend: `${back} Or use an image of PostgreSQL ${before}; or, ${anew}.`,
  });
}

/** What the data was made with stands in it. A container of that version on that data needs no look. */
async function dataMajor(
  { dockerHost = "", name = "", cluster, imageId, majorVersion: known }: RememberedServer,
  image: string | undefined,
  wanted: number,
): Promise<number> {
  if (cluster === undefined) return wanted;
  const container = await findContainer(dockerHost, name);
  if (container?.majorVersion === wanted && container.dataFolder?.endsWith(`/${cluster}`)) return wanted;
  const args = ["run", "--rm", "--network", "none", "--volume", `${name}:/data:ro`, "--entrypoint", "cat"];
  for (const id of [container?.image, imageId, image]) {
    if (id === undefined) continue;
    const answer = await docker(dockerHost, [...args, id, `/data/${cluster}/PG_VERSION`], { timeout: limit });
    if (answer.ran) return Math.trunc(Number(answer.stdout));
    // No data yet: a first run that was cut short.
    if (answer.said.includes("No such file")) return wanted;
  }
  return known ?? wanted;
}
