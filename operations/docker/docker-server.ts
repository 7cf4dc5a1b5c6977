/** A server in Docker. */
export interface DockerServer {
  /** Stack it belongs to: nothing without its label is ever touched. */
  readonly stack: string;
  /** Address of the daemon, e.g. `unix:///var/run/docker.sock`. */
  readonly host: string;
  /** Of the container, the volume and the network. */
  readonly name: string;
  /** TCP port on 127.0.0.1. */
  readonly port: number;
}
