import { ComponentResource, output } from "@pulumi/pulumi";
import type { PostgresServer } from "../../../components/server/postgres-server.ts";

export interface ByReferenceArgs {
  readonly host: string;
  readonly port: number;
  readonly secretArn: string;
  readonly caFile: string;
}

/** A server of kind rds as far as others see it: its administrator's password is a secret's, by reference. */
export class ByReferenceServer extends ComponentResource implements PostgresServer {
  readonly kind = "rds";
  readonly majorVersion = 17;
  readonly tls = "verify-full";
  readonly limits = [];
  readonly readerCount = 0;
  readonly maxConnections = 4;
  readonly capabilities = {
    loginsEnforced: true,
    superuser: false,
    replication: true,
    iam: true,
    preloadLibraries: true,
    scheduledJobs: false,
    concurrentSessions: true,
  };
  readonly address;
  readonly port;
  readonly database = output("mcp_db");
  readonly adminUser = output("mcp_admin");
  readonly adminCredential;
  readonly adminPassword = undefined;
  readonly caFile;
  readonly readers = [];
  readonly pooler = undefined;
  readonly systemIdentifier = output("7");
  readonly identity = output("7/1");
  readonly ready = this;

  constructor(name: string, { host, port, secretArn, caFile }: ByReferenceArgs) {
    super("test:index:ByReferenceServer", name);
    this.address = output(host);
    this.port = output(port);
    this.adminCredential = output(secretArn as `arn:${string}`);
    this.caFile = output<string | undefined>(caFile);
    this.registerOutputs({});
  }
}
