import type { ConnectionTarget, CredentialReference } from "../db/connection-target.ts";
import type { Properties } from "./properties.ts";
import type { ObjectSchema } from "./property-schema.ts";

/** Configuration of the provider: which server its resources live on. Values are strings, as Pulumi sends them. */
export const connectionSchema: ObjectSchema = {
  description: "The server that resources live on. No secret is in it: the credential is a reference.",
  inputs: {
    host: { type: "string", description: "Name or address of the server." },
    port: { type: "string", description: "TCP port." },
    database: { type: "string", description: "Name of the database." },
    user: { type: "string", description: "Role to connect as; it makes and owns what is declared." },
    credential: {
      type: "string",
      description:
        "Where the password is found: `file:<path>`, or the ARN of a secret in AWS; read at each connection.",
    },
    tls: { type: "string", description: "`disable` on the loopback interface, else `verify-full`." },
    caFile: { type: "string", description: "File with the certificates to trust. Default: the system's." },
    maxConnections: { type: "string", description: "Connections at once. Default 4." },
    indexBuilds: {
      type: "string",
      description: "Indexes that are built at the same time, on different tables. Default 2.",
    },
    serverIdentity: {
      type: "string",
      description:
        "Changes when the server's data is not what was left: resources are then made again or adopted.",
    },
  },
  required: [],
  outputs: {},
};

/** The provider's configuration, understood. */
export interface ConnectionConfig {
  readonly target: ConnectionTarget;
  readonly maxConnections: number;
  /** Indexes that are built at the same time. */
  readonly indexBuilds: number;
  readonly serverIdentity: string | undefined;
}

/** What the configuration says, or `undefined` when it names no server: some resources need none. */
export function connectionFromConfig(config: Properties): ConnectionConfig | undefined {
  const text = (name: string) => (typeof config[name] === "string" ? (config[name] as string) : undefined);
  const host = text("host");
  if (host === undefined) return undefined;
  const caFile = text("caFile");
  return {
    target: {
      host,
      port: Number(text("port") ?? 5432),
      database: text("database") ?? "postgres",
      user: text("user") ?? "postgres",
      credential: (text("credential") ?? "") as CredentialReference,
      tls: text("tls") === "disable" ? "disable" : "verify-full",
      ...(caFile === undefined ? {} : { caFile }),
    },
    maxConnections: Number(text("maxConnections") ?? 4),
    indexBuilds: Number(text("indexBuilds") ?? 2),
    serverIdentity: text("serverIdentity"),
  };
}
