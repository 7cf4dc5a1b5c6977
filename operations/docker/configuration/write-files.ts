import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import type { ConfigurationPlace, Files } from "./place.ts";

/** How long the container that writes may take, in milliseconds; it takes half a second. */
const limit = 60_000;

/**
 * Each file is whole at any moment, is the server's own and closed to everybody else. What is not to be there goes. The
 * contents come from standard input: keys are among them.
 */
const script = `set -eu
umask 077
mkdir -p "/config/$1"
cd "/config/$1"
chmod 0700 .
while read -r name content; do
  printf %s "$content" | base64 -d >".$name"
  chown postgres ".$name"
  mv ".$name" "$name"
  set -- "$@" "$name"
done
shift
for file in * .[!.]*; do
  wanted=
  for name in "$@"; do [ "$file" != "$name" ] || wanted=yes; done
  [ -n "$wanted" ] || rm -rf "$file"
done
chown postgres .`;

/**
 * Writes a container's configuration, whether the container is there or not, by one that lives as long as that takes.
 * @throws UserError with what the daemon says
 */
export async function writeFiles(
  { dockerHost, volume, image, folder }: ConfigurationPlace,
  files: Files,
): Promise<void> {
  const args = ["run", "--rm", "--interactive", "--network", "none", "--user", "0:0"];
  args.push("--volume", `${volume}:/config`, "--entrypoint", "sh", image, "-c", script, "sh", folder);
  const lines = Object.entries(files).map(
    ([name, content]) => `${name} ${Buffer.from(content).toString("base64")}\n`,
  );
  const answer = await docker(dockerHost, args, { timeout: limit, input: lines.join("") });
  if (answer.ran) return;
  throw new UserError(`the configuration cannot be written: ${answer.said}`, {
    where: `docker volume ${volume}`,
    mend: "Is the image one of PostgreSQL's, with a user postgres? `npx pgstack doctor` says what else may be wrong.",
  });
}
