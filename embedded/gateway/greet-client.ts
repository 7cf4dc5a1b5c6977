import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { type LoginRules, logIn } from "../login/log-in.ts";
import { WireError } from "../wire/error-fields.ts";
import { authentication, int32, message, parameterStatus, readyForQuery } from "../wire/message.ts";
import type { StartupPacket } from "../wire/startup-packet.ts";
import type { ConnectionInput } from "./connection-input.ts";
import type { Core } from "./core.ts";
import type { Session } from "./session.ts";

/** What greeting a client needs of the gateway. */
export interface GreetingHost {
  readonly rules: LoginRules;
  /** PostgreSQL; waits while it is being started again. */
  core(): Promise<Core>;
  /** Whether there are as many connections as there may be. */
  readonly full: boolean;
  /** Cancels the statement of the connection with this id and key. */
  cancel(id: number, key: Buffer): void;
}

/** A client that is logged in. */
export interface Greeted {
  readonly core: Core;
  readonly session: Session;
  /** What a request to cancel one of its statements has to bring. */
  readonly key: Buffer;
}

type Startup = Extract<StartupPacket, { kind: "startup" }>;

/** Newest version of the protocol is 3.2. */
const newestMinor = 2;

/**
 * The beginning of a connection, until the client may send queries.
 *
 * @returns `undefined` for a connection that only brought a cancel request
 * @throws WireError to be told to the client
 */
export async function greetClient(
  id: number,
  socket: Socket,
  input: ConnectionInput,
  host: GreetingHost,
): Promise<Greeted | undefined> {
  let packet = await input.startupPacket();
  for (; packet.kind === "encryption"; packet = await input.startupPacket()) socket.write("N");
  if (packet.kind === "cancel") {
    host.cancel(packet.pid, packet.key);
    return undefined;
  }
  if (host.full) throw WireError.fatal("53300", "sorry, too many clients already");
  negotiate(socket, packet);
  const core = await host.core();
  const dialogue = { write: (bytes: Uint8Array) => void socket.write(bytes), read: () => input.wait() };
  const { session, reported } = await logIn(core, dialogue, packet.parameters, host.rules);
  // Version 3.2 brought longer keys.
  const key = randomBytes(packet.minor >= 2 ? 32 : 4);
  const parameters = reported.map(([name, value]) => parameterStatus(name, value));
  socket.write(
    Buffer.concat([authentication(0), ...parameters, message("K", int32(id), key), readyForQuery("I")]),
  );
  return { core, session, key };
}

/** Tells a client that asks for more than there is what there is. */
function negotiate(socket: Socket, { minor, parameters }: Startup): void {
  const unknown = [...parameters.keys()].filter((name) => name.startsWith("_pq_."));
  if (minor <= newestMinor && unknown.length === 0) return;
  const version = int32((3 << 16) | Math.min(minor, newestMinor));
  socket.write(message("v", version, int32(unknown.length), ...unknown.map((name) => `${name}\0`)));
}
