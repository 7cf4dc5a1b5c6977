import * as docker from "@pulumi/docker";
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { pgbouncerSettings } from "../../../configuration/pgbouncer-settings.ts";
import type { AddressOutputs } from "../../../packages/client/stack-outputs.ts";
import { PgBouncerConfiguration } from "../../../provider/resources/pgbouncer-configuration/resource.ts";
import { containerArgs } from "./container-args.ts";
import { configurationMount, configurationPlace, type DockerPlace, dataMount } from "./docker-place.ts";

export interface PgBouncerArgs {
  place: DockerPlace;
  /** TCP port on 127.0.0.1. A change replaces the container. */
  port: number;
  /** Connections that the server allows. A change reloads PgBouncer. */
  maxConnections: number;
  /** Whether the daemon's kernel can limit swap, too. */
  swap: boolean;
  /** What has to be there before anybody can log in: the role it looks passwords up as. */
  needs: readonly Resource[];
}

/** Enough for thousands of connections of a program that holds a few kB for each, in bytes. */
const memory = 128 * 1024 ** 2;

/** A connection pooler before the primary, in transaction mode: a session keeps nothing but its prepared statements. */
export class PgBouncer extends ComponentResource {
  /** Where applications connect. */
  readonly address: Output<AddressOutputs>;

  constructor(name: string, args: PgBouncerArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:PgBouncer", name, {}, opts);
    const { place, port, maxConnections } = args;
    const { dockerName, provider, process } = place;
    const folder = "pgbouncer";
    const containerName = `${dockerName}-${folder}`;
    const configuration = new PgBouncerConfiguration(
      `${name}-configuration`,
      {
        ...configurationPlace(place, folder, containerName, "pgbouncer"),
        primary: dockerName,
        settings: pgbouncerSettings({ folder: `${configurationMount}/${folder}`, maxConnections }),
      },
      { parent: this, provider: process },
    );
    const container = new docker.Container(
      name,
      {
        ...containerArgs(place, {
          name: containerName,
          port,
          check: ["pgbouncer-health.sh"],
          limits: { memory, cpus: "auto", swap: args.swap },
        }),
        command: ["run-pgbouncer.sh"],
        // It has no data: without this the image's volume would be made for it.
        tmpfs: { [dataMount]: "" },
      },
      { parent: this, provider, deleteBeforeReplace: true, dependsOn: [configuration, ...args.needs] },
    );
    this.address = container.id.apply(() => ({ host: "127.0.0.1", port }));
    this.registerOutputs({ address: this.address });
  }
}
