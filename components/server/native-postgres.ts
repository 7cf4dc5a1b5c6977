import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { NativeServer } from "../../provider/resources/native-server/resource.ts";
import type { Provider } from "../../provider/resources/provider/resource.ts";
import type { AdminPassword } from "./admin-password.ts";
import { LoopbackServer, type LoopbackServerArgs, type MadeServer } from "./loopback-server.ts";

/** A change of the port restarts the server. */
export interface NativePostgresArgs extends LoopbackServerArgs {
  /** Folder of PostgreSQL's programs. Another major version is refused while there is data; a minor one restarts. */
  bin: string;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: string;
  /** Memory given to the server, in bytes. A change restarts it. */
  memory: number;
}

/** PostgreSQL from programs of this machine, run by an ordinary user, with its data in a folder. */
export class NativePostgres extends LoopbackServer<NativePostgresArgs> {
  readonly kind = "native";

  constructor(name: string, args: NativePostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:NativePostgres", name, args, opts);
  }

  protected make(
    name: string,
    { stack, bin, port, dataFolder, adminUser, memory }: NativePostgresArgs,
    admin: AdminPassword,
    provider: Provider,
  ): MadeServer {
    const server = new NativeServer(
      name,
      { stack, bin, port, dataFolder, adminUser, memory, passwordFile: admin.file },
      { parent: this, provider },
    );
    return { server, identity: server.identity };
  }
}
