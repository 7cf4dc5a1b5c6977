import type { MessagePort } from "node:worker_threads";
import { log } from "../log.ts";
import { Counter, type EngineInput, type EngineOutput, type OpenedEngine } from "./channel.ts";
import type { EngineOptions } from "./engine-options.ts";
import { type EngineThread, startEngineThread } from "./engine-thread.ts";
import { Interruptor } from "./interruptor.ts";

/** After how many milliseconds of work an alarm is made good: by then PostgreSQL has left its wait for a message. */
const owedDelay = 10;

/** Who has the engine, for as long as it has it. */
export interface EngineUser {
  /** Bytes of PostgreSQL; given back with {@link Engine.release} once they are out of the process. */
  onOutput(bytes: Uint8Array): void;
  /** PostgreSQL has read everything it was sent, and waits. */
  onIdle(): void;
  /** PostgreSQL has read some of what it was sent. */
  onRoom?(): void;
  /** PostgreSQL has ended; nothing more comes. */
  onEnd(reason: string): void;
}

/** PostgreSQL in its thread, seen from the gateway. */
export class Engine {
  readonly opened: OpenedEngine;
  /** Settles when PostgreSQL has ended: `undefined` when asked to, or the reason. */
  readonly ended: Promise<string | undefined>;
  user: EngineUser | undefined;
  readonly #port: MessagePort;
  readonly #counters: Int32Array;
  readonly #interruptor: Interruptor;
  #sent = 0;
  #consumed = 0;
  #alarm: NodeJS.Timeout | undefined;
  #reason: string | undefined;
  #resting = true;
  /** An alarm was due while PostgreSQL rested: it still counts on it, and for some milliseconds asks for no other. */
  #owed = false;

  private constructor({ opened, worker, port, counters }: EngineThread) {
    this.opened = opened;
    this.#port = port;
    this.#counters = counters;
    this.#interruptor = new Interruptor(worker.threadId);
    this.ended = new Promise((resolve) => {
      const end = (reason: string | undefined) => {
        if (this.#reason !== undefined) return;
        this.#reason = reason ?? "it was stopped";
        clearTimeout(this.#alarm);
        this.#interruptor.close();
        port.close();
        resolve(reason);
        this.user?.onEnd(this.#reason);
        this.user = undefined;
      };
      port.on("message", (message: EngineOutput) => {
        if ("died" in message) end(message.died);
        else if ("closed" in message) end(undefined);
        else this.#receive(message);
      });
      worker.on("error", (error) => end(error.message));
      worker.on("exit", (code) => end(`the engine's thread ended with code ${code}`));
    });
  }

  /**
   * Opens the data folder, making it at the first start.
   *
   * @throws ServerFailure
   */
  static async start(options: EngineOptions): Promise<Engine> {
    return new Engine(await startEngineThread(options));
  }

  /** Bytes sent and not yet read by PostgreSQL. */
  get unread(): number {
    return this.#sent - this.#consumed;
  }

  /**
   * Sends messages of a client, which are copied, or something to do between two messages.
   *
   * @throws Error when PostgreSQL has ended
   */
  send(input: readonly Uint8Array[] | Exclude<EngineInput, Uint8Array>): void {
    if (this.#reason !== undefined) throw new Error(`PostgreSQL has ended: ${this.#reason}`);
    this.#resting = false;
    if (this.#owed) this.#ringIn(owedDelay);
    if (isBytes(input)) {
      const bytes = joined(input);
      this.#sent += bytes.length;
      this.#port.postMessage(bytes, [bytes.buffer]);
    } else {
      this.#sent += 1;
      this.#port.postMessage(input);
    }
    Atomics.add(this.#counters, Counter.inputs, 1);
    Atomics.notify(this.#counters, Counter.inputs);
  }

  /** Says that output has left the process, or was thrown away: PostgreSQL may make as much again. */
  release(bytes: number): void {
    Atomics.sub(this.#counters, Counter.outstanding, bytes);
    Atomics.notify(this.#counters, Counter.outstanding);
  }

  /** Ends the running statement with 57014; without one, nothing. Resolves once PostgreSQL has been told. */
  cancel(): Promise<void> {
    return this.#interruptor.send("cancel");
  }

  /** Writes a checkpoint and closes the data folder. Only between two messages. */
  async stop(): Promise<void> {
    this.send({ stop: true });
    const reason = await this.ended;
    if (reason !== undefined) log(`PostgreSQL did not stop in order: ${reason}`);
  }

  #receive(message: EngineOutput): void {
    if ("output" in message) this.#output(message.output);
    else if ("consumed" in message) this.#read(message.consumed);
    else if ("idleAt" in message) {
      this.#read(message.idleAt);
      if (this.unread > 0) return;
      this.#resting = message.resting;
      this.user?.onIdle();
    } else if ("alarmIn" in message) {
      this.#ringIn(message.alarmIn);
    }
  }

  /** @param ms 0 takes back what was asked for */
  #ringIn(ms: number): void {
    this.#owed = false;
    clearTimeout(this.#alarm);
    if (ms > 0) this.#alarm = setTimeout(() => this.#ring(), ms).unref();
  }

  /** What is due between two messages (`idle_session_timeout`) would end the process all clients have in common. */
  #ring(): void {
    if (this.#resting) this.#owed = true;
    else void this.#interruptor.send("alarm");
  }

  #output(bytes: Uint8Array): void {
    if (this.user === undefined) this.release(bytes.length);
    else this.user.onOutput(bytes);
  }

  #read(consumed: number): void {
    this.#consumed = consumed;
    this.user?.onRoom?.();
  }
}

/** A copy that can be given away: Node's buffers share their memory with others. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isBytes(input: Parameters<Engine["send"]>[0]): input is readonly Uint8Array[] {
  return Array.isArray(input);
}
