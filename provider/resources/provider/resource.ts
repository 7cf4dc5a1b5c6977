import { type Input, ProviderResource, type ResourceOptions } from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../../db/connection-target.ts";

/** All of it changes in place: a resource that finds itself on another server sees to itself. */
export interface ProviderArgs {
  host: Input<string>;
  port: Input<string>;
  database: Input<string>;
  user: Input<string>;
  /** Where the password is found; never the password. */
  credential: Input<CredentialReference>;
  tls: Input<TlsMode>;
  /** @default the system's certificates */
  caFile?: Input<string | undefined> | undefined;
  /** Connections at once. @default "4" */
  maxConnections?: Input<string> | undefined;
  /** Indexes built at the same time, on different tables. @default "2" */
  indexBuilds?: Input<string> | undefined;
  /** Changes when the server's data is not what was left. */
  serverIdentity: Input<string>;
}

/** The plug-in, connected to one server. Without arguments it serves resources that need no connection. */
export class Provider extends ProviderResource {
  constructor(name: string, args?: ProviderArgs, opts?: ResourceOptions) {
    super("pgstack", name, { ...args }, opts);
  }
}
