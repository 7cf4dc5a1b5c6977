import type { Socket } from "node:net";
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
  readonly stream: Socket;
  connect(port: number, host: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

/** How long the server may take, in milliseconds: it closes the connection once the statement has been told. */
const patience = 10_000;

/**
 * Asks the server to cancel what a connection runs, by a CancelRequest on a connection of its own: it needs no login, no
 * privilege and no free session. Where connections are encrypted this one is, and only to a server that proves who it is:
 * whoever reads the key of a connection may cancel what it runs. Whether there was anything to cancel, the protocol does
 * not tell.
 */
export function cancelStatement(target: ConnectionTarget, client: pg.ClientBase): Promise<void> {
  const { processID, secretKey } = client as unknown as Cancellable;
  const { ssl } = clientConfig(target, "");
  const wire = new (pg as unknown as { Connection: new (config: object) => Wire }).Connection({ ssl });
  return new Promise((resolve) => {
    const limit = setTimeout(() => wire.stream.destroy(), patience);
    const end = () => {
      clearTimeout(limit);
      resolve();
    };
    const cancel = () => wire.cancel(processID, secretKey);
    wire.on("connect", () => (ssl ? wire.requestSsl() : cancel()));
    // By then the stream is the encrypted one, and has yet to hold the certificate against the CA file.
    wire.on("sslconnect", () => wire.stream.once("secureConnect", cancel));
    wire.on("error", end);
    wire.on("end", end);
    wire.connect(target.port, target.host);
  });
}
