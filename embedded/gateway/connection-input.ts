import type { Socket } from "node:net";
import { FrontendReader, type FrontendUnit } from "../wire/frontend-reader.ts";
import { type StartupPacket, takeStartupPacket } from "../wire/startup-packet.ts";

/** Bytes of whole messages kept for a client that waits for its turn, above which no more is read from it. */
const keptLimit = 1024 * 1024;

/** What a client sends, cut into messages, with a bound on how much is kept. */
export class ConnectionInput {
  /** Called when there is something new, or the client is gone. */
  onChange: () => void = () => {};
  readonly #socket: Socket;
  readonly #reader = new FrontendReader();
  readonly #units: FrontendUnit[] = [];
  #startup: Buffer | undefined = Buffer.alloc(0);
  #packets: StartupPacket[] = [];
  #kept = 0;
  /** Why nothing more comes. */
  #failure: Error | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("close", () => this.#fail(new Error("the client is gone")));
    socket.on("error", () => socket.destroy());
  }

  /** Why nothing more comes: the client is gone, or sent what cannot be understood (a WireError). */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** The next message, if it has come. */
  next(): FrontendUnit | undefined {
    const unit = this.#units.shift();
    if (unit === undefined) return undefined;
    this.#kept -= unit.bytes.length;
    if (this.#kept < keptLimit / 2 && this.#socket.isPaused()) this.#socket.resume();
    return unit;
  }

  /** Looks at the next message without taking it. */
  peek(): FrontendUnit | undefined {
    return this.#units[0];
  }

  /** Throws everything away up to a message of one of these types; nothing when none has come. Says whether it did. */
  discard(last: ReadonlySet<number>): boolean {
    const found = this.#units.findIndex(({ type }) => last.has(type));
    for (let index = 0; index <= found; index++) this.next();
    return found >= 0;
  }

  /** Waits for the next message. @throws the {@link failure} */
  wait(): Promise<FrontendUnit> {
    return this.#when(() => this.next());
  }

  /** Waits for the packet a connection begins with. @throws the {@link failure} */
  startupPacket(): Promise<StartupPacket> {
    return this.#when(() => this.#packets.shift());
  }

  #when<T>(take: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const taken = take();
        if (taken !== undefined) resolve(taken);
        else if (this.#failure !== undefined) reject(this.#failure);
        else return;
        this.onChange = () => {};
      };
      this.onChange = look;
      look();
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#failure !== undefined) return;
    try {
      if (this.#startup === undefined) this.#cut(chunk);
      else this.#begin(Buffer.concat([this.#startup, chunk]));
    } catch (error) {
      this.#fail(error as Error);
      return;
    }
    if (this.#kept > keptLimit) this.#socket.pause();
    this.onChange();
  }

  #begin(bytes: Buffer): void {
    const taken = takeStartupPacket(bytes);
    this.#startup = bytes;
    if (taken === undefined) return;
    this.#packets.push(taken.packet);
    const rest = bytes.subarray(taken.length);
    // After a request for encryption another first packet follows, in clear.
    if (taken.packet.kind === "encryption") this.#begin(rest);
    else {
      this.#startup = undefined;
      if (rest.length > 0) this.#cut(rest);
    }
  }

  #cut(chunk: Buffer): void {
    for (const unit of this.#reader.push(chunk)) {
      this.#units.push(unit);
      this.#kept += unit.bytes.length;
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.onChange();
  }
}
