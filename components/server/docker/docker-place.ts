import type * as docker from "@pulumi/docker";
import type { Output } from "@pulumi/pulumi";
import type { Certificates } from "../../../provider/resources/certificates/resource.ts";
import type { Provider } from "../../../provider/resources/provider/resource.ts";

/** What all containers of one stack share. */
export interface DockerPlace {
  /** Of the daemon. */
  readonly dockerHost: string;
  /** Beginning of the name of every container, volume and network. */
  readonly dockerName: string;
  readonly labels: { label: string; value: string }[];
  readonly provider: docker.Provider;
  /** Our plug-in, without a connection. */
  readonly process: Provider;
  readonly network: docker.Network;
  /** The volume with each container's configuration. */
  readonly configuration: docker.Volume;
  readonly image: Output<string>;
  readonly certificates: Certificates;
  readonly tlsFolder: string;
}

/** Where the image's conventions have the data: the volume's mount. */
export const dataMount = "/var/lib/postgresql/data";
/** Where the volume of configuration is mounted. */
export const configurationMount = "/etc/pgstack";

/** A server's data is in a folder of the volume, so that another major version's can be made beside it. */
export function dataFolder(cluster: string): string {
  return `${dataMount}/${cluster}`;
}

/**
 * Where a container finds its configuration, with the server's certificate and a client's.
 *
 * @param folder of the volume
 * @param container its name
 * @param client files of a client's certificate, without their endings
 */
export function configurationPlace(
  { dockerHost, configuration, image, tlsFolder, certificates }: DockerPlace,
  folder: string,
  container: string,
  client?: string,
) {
  const ofClient = client === undefined ? [] : [`${client}.crt`, `${client}.key`];
  return {
    dockerHost,
    volume: configuration.name,
    folder,
    image,
    container,
    tlsFolder,
    tlsFiles: ["ca.crt", "server.crt", "server.key", ...ofClient],
    tlsFingerprint: certificates.fingerprint,
  };
}
