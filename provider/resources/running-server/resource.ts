import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../../db/connection-target.ts";

/** Where the server answers. All of it changes in place: the same data at another address is the same server. */
export interface RunningServerArgs {
  host: Input<string>;
  port: Input<number>;
  /** Database that is there from the start. */
  database: Input<string>;
  user: Input<string>;
  /** Where the password is found; never the password. */
  credential: Input<CredentialReference>;
  tls: Input<TlsMode>;
  /** @default the system's certificates */
  caFile?: Input<string | undefined> | undefined;
  /** PostgreSQL's identifier of the first data by those of its copies, which are the same data. @default none */
  copies?: Input<Readonly<Record<string, string>> | undefined> | undefined;
}

/**
 * A server that answers, and who it is. Made once it takes connections; replaced, with everything that was on it, when
 * another one answers at its address: an empty volume, for one.
 */
export class RunningServer extends CustomResource {
  /** PostgreSQL's own identifier of the data, or of the first that it is a copy of. */
  declare readonly systemIdentifier: Output<string>;

  constructor(name: string, args: RunningServerArgs, opts?: CustomResourceOptions) {
    const outputs = {
      systemIdentifier: undefined,
      version: undefined,
      status: undefined,
      answering: undefined,
    };
    super("pgstack:index:RunningServer", name, { ...args, ...outputs }, opts);
  }
}
