import pg from "pg";
import { clientConfig } from "./client-config.ts";
import type { ConnectionTarget } from "./connection-target.ts";

/** What `pg` keeps of a connection for cancelling, and its types leave out. */
interface Cancellable {
  readonly processID: number;
  readonly secretKey: number;
}

/** The wire of a connection without a login. */
interface Wire extends NodeJS.EventEmitter {
  connect(port: number, host: string): void;
  cancel(processID: number, secretKey: number): void;
}

/**
 * Asks the server to cancel what a connection runs, by a CancelRequest on a connection of its own: it needs no login, no
 * privilege and no free session. Whether there was anything to cancel, the protocol does not tell.
 */
export function cancelStatement(target: ConnectionTarget, client: pg.ClientBase): Promise<void> {
  const { processID, secretKey } = client as unknown as Cancellable;
  const { ssl } = clientConfig(target, "");
  const wire = new (pg as unknown as { Connection: new (config: object) => Wire }).Connection({ ssl });
  return new Promise((resolve) => {
    wire.on(ssl ? "sslconnect" : "connect", () => wire.cancel(processID, secretKey));
    wire.on("error", () => resolve());
    wire.on("end", () => resolve());
    wire.connect(target.port, target.host);
  });
}
