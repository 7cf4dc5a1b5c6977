import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface ServerDataArgs {
  /** PostgreSQL's own identifier of the data. A change replaces it. */
  systemIdentifier: Input<string>;
}

/**
 * The data of one server, for everything on it to go with (`deletedWith`): when another server answers, all of that is
 * gone already, and its deletion must not be tried. It cannot be `RunningServer` itself, which is where such a replacement
 * begins: the engine skips deletions only for what is deleted as a consequence.
 */
export class ServerData extends CustomResource {
  declare readonly systemIdentifier: Output<string>;

  constructor(name: string, args: ServerDataArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:ServerData", name, { ...args }, opts);
  }
}
