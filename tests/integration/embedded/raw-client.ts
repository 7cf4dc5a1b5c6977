import type { Socket } from "node:net";
import { message } from "../../../embedded/wire/message.ts";
import type { TestServer } from "./test-server.ts";

/** A message of the server: its type as a letter, and its body as text. */
export interface Answer {
  readonly type: string;
  readonly body: string;
}

/** A client that sends messages as they are given, without waiting for anything. */
export class RawClient {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #onData: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#onData();
    });
    socket.on("close", () => this.#onData());
  }

  /** Logs in with pg, and then takes its socket over. */
  static async login(server: TestServer): Promise<RawClient> {
    const client = await server.connect();
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.removeAllListeners("data");
    return new RawClient(stream);
  }

  send(...messages: Uint8Array[]): void {
    this.#socket.write(Buffer.concat(messages));
  }

  /** All messages up to the given number of ReadyForQuery. */
  answers(ready: number): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      this.#onData = () => {
        const all = parse(this.#received);
        if (all.filter(({ type }) => type === "Z").length >= ready) {
          this.#received = Buffer.alloc(0);
          resolve(all);
        } else if (this.#socket.closed)
          reject(new Error(`closed after ${all.map(({ type }) => type).join("")}`));
      };
      this.#onData();
    });
  }

  /** The types of these messages, in one word. */
  async types(ready: number): Promise<string> {
    return (await this.answers(ready)).map(({ type }) => type).join("");
  }

  close(): void {
    this.#socket.destroy();
  }
}

function parse(bytes: Buffer): Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 1 + bytes.readUInt32BE(at + 1);
    if (end > bytes.length) break;
    answers.push({ type: String.fromCharCode(bytes[at] ?? 0), body: bytes.toString("utf8", at + 5, end) });
    at = end;
  }
  return answers;
}

/** Messages of the extended protocol. */
export const Extended = {
  parse: (name: string, sql: string) => message("P", `${name}\0${sql}\0\0\0`),
  bind: (name: string) => message("B", `\0${name}\0\0\0\0\0\0\0`),
  describe: (name: string) => message("D", `S${name}\0`),
  execute: message("E", "\0\0\0\0\0"),
  close: (name: string) => message("C", `S${name}\0`),
  flush: message("H"),
  sync: message("S"),
};
