/**
 * How a server's true superuser, `rdsadmin`, is reached: from inside its container, or by a socket in a folder of its
 * owner's. It is never reached over TCP, and there is no secret in it.
 *
 * `docker:<container>@<address of the daemon>`, or `socket:<folder of psql>|<folder of the socket>|<port>`.
 */
export type SuperuserReference = `docker:${string}@${string}` | `socket:${string}|${string}|${number}`;

/** The parts of a {@link SuperuserReference}. */
export type SuperuserPlace =
  | { readonly kind: "docker"; readonly container: string; readonly host: string }
  | { readonly kind: "socket"; readonly bin: string; readonly folder: string; readonly port: number };

/** @throws RangeError for a part that could not be told apart again */
export function formatSuperuserReference(place: SuperuserPlace): SuperuserReference {
  const reference: SuperuserReference =
    place.kind === "docker"
      ? `docker:${place.container}@${place.host}`
      : `socket:${place.bin}|${place.folder}|${place.port}`;
  parseSuperuserReference(reference);
  return reference;
}

/** @throws RangeError for what is no reference */
export function parseSuperuserReference(reference: string): SuperuserPlace {
  const docker = /^docker:(?<container>[^@]+)@(?<host>.+)$/.exec(reference)?.groups;
  if (docker !== undefined) {
    return { kind: "docker", container: docker.container ?? "", host: docker.host ?? "" };
  }
  const socket = /^socket:(?<bin>[^|]+)\|(?<folder>[^|]+)\|(?<port>\d+)$/.exec(reference)?.groups;
  if (socket !== undefined) {
    return {
      kind: "socket",
      bin: socket.bin ?? "",
      folder: socket.folder ?? "",
      port: Number(socket.port),
    };
  }
  throw new RangeError(`"${reference}" says of no superuser how it is reached`);
}
