import { UserError } from "../../errors/user-error.ts";
import type { Container } from "../../machine/docker/container.ts";
import { inspect } from "../../machine/docker/docker.ts";

/** What there is already of the stack's. */
export interface NamesFound {
  readonly volume: boolean;
}

interface Labelled {
  readonly Labels: Readonly<Record<string, string>> | null;
}

/**
 * Makes sure that container, volume and network of the stack's name are the stack's, or not there yet: Docker would hand
 * out somebody else's volume without a word.
 *
 * @throws UserError with each that is somebody else's
 */
export async function requireNames(
  host: string,
  stack: string,
  name: string,
  container: Container | undefined,
): Promise<NamesFound> {
  const volume = await inspect<Labelled>(host, "volume", name);
  const network = await inspect<Labelled>(host, "network", name);
  const labels = {
    container: container?.labels,
    volume: volume && (volume.Labels ?? {}),
    network: network && (network.Labels ?? {}),
  };
  const foreign = Object.entries(labels)
    .filter(([, found]) => found !== undefined && found["pgstack.stack"] !== stack)
    .map(([what]) => what);
  if (foreign.length > 0) {
    throw new UserError(
      `a ${foreign.join(" and a ")} of somebody else's ${foreign.length > 1 ? "are" : "is"} called ${name}`,
      {
        where: `docker ${foreign.join(", ")} ${name}`,
        mend: `Rename or remove ${foreign.length > 1 ? "them: they have" : "it: it has"} no label pgstack.stack=${stack}.`,
      },
    );
  }
  return { volume: volume !== undefined };
}
