import { createConnection } from "node:net";

/**
 * A request for encryption by GSSAPI, which a PostgreSQL answers with one byte before anything else, and PgBouncer, too. Who
 * asks for TLS and then goes is written to their logs.
 */
const question = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x30]);
/** How long a server that runs may take to answer, in milliseconds. */
const limit = 5_000;

/** Whether a PostgreSQL answers on this port: one whose process has just been killed does not any more. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: limit });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => socket.write(question));
    socket.once("data", () => settle(true));
    for (const event of ["error", "timeout", "close"] as const) socket.once(event, () => settle(false));
  });
}
