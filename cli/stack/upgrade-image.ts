import { ownImageFolder, ownImageName } from "../../components/server/own-image.ts";
import { UserError } from "../../errors/user-error.ts";
import { docker, inspect } from "../../machine/docker/docker.ts";
import { ownImage } from "../../settings/keys/image.ts";

/** How long a pull or a build may take, in milliseconds. */
const limit = 1_800_000;

/**
 * Sees that the image of the setting is in Docker: pulls it, or builds our own, as the next `up` would.
 *
 * @returns the name Docker has it by
 * @throws UserError when it is not to be had
 */
export async function ensureImage(
  host: string,
  image: string,
  tell: (text: string) => void,
): Promise<string> {
  const own = image === ownImage;
  const name = own ? ownImageName() : image;
  if ((await inspect(host, "image", name)) !== undefined) return name;
  tell(own ? "building the image" : `pulling ${name}`);
  const command = own ? ["build", "--quiet", "--tag", name, ownImageFolder] : ["pull", "--quiet", name];
  const answer = await docker(host, command, { timeout: limit });
  if (answer.ran) return name;
  throw new UserError(`the image is not to be had: ${answer.said.split("\n").at(-1)}`, {
    where: `pgstack:image: ${image}`,
    mend: own ? "`docker build images/postgres` says more." : "Correct the name, or pull it by hand.",
  });
}
