import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { type FailureCode, ServerFailure } from "../failure.ts";
import { log } from "../log.ts";
import { Counter, type EngineInput, type EngineOutput, type OpenedEngine } from "./channel.ts";
import type { EngineOptions } from "./engine-options.ts";
import { Interruptor } from "./interruptor.ts";

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
  readonly #interruptor = new Interruptor();
  #sent = 0;
  #consumed = 0;
  #alarm: NodeJS.Timeout | undefined;
  #reason: string | undefined;
  #resting = true;

  private constructor(opened: OpenedEngine, worker: Worker, port: MessagePort, counters: Int32Array) {
    this.opened = opened;
    this.#port = port;
    this.#counters = counters;
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
    const { port1, port2 } = new MessageChannel();
    const counters = new Int32Array(new SharedArrayBuffer(4 * Object.keys(Counter).length));
    const script = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
    const worker = new Worker(script, {
      workerData: { channel: { port: port2, counters }, options },
      transferList: [port2],
      resourceLimits: { stackSizeMb: 16 },
    });
    const opened = await new Promise<OpenedEngine>((resolve, reject) => {
      const fail = (code: FailureCode, message: string) => reject(new ServerFailure(code, message));
      worker.on("error", (error) => fail("INTERNAL", error.message));
      worker.on("exit", (code) => fail("INTERNAL", `the engine's thread ended with code ${code}`));
      port1.on("message", (message: EngineOutput) => {
        if ("opened" in message) resolve(message.opened);
        else if ("failed" in message) fail(message.failed.code as FailureCode, message.failed.message);
      });
    }).finally(() => {
      worker.removeAllListeners();
      port1.removeAllListeners("message");
    });
    return new Engine(opened, worker, port1, counters);
  }

  /** Bytes sent and not yet read by PostgreSQL. */
  get unread(): number {
    return this.#sent - this.#consumed;
  }

  /**
   * Sends bytes of a client, which are copied, or something to do between two messages.
   *
   * @throws Error when PostgreSQL has ended
   */
  send(input: EngineInput): void {
    if (this.#reason !== undefined) throw new Error(`PostgreSQL has ended: ${this.#reason}`);
    this.#resting = false;
    if (input instanceof Uint8Array) {
      const copy = new Uint8Array(input);
      this.#sent += copy.length;
      this.#port.postMessage(copy, [copy.buffer]);
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
      clearTimeout(this.#alarm);
      if (message.alarmIn > 0) this.#alarm = setTimeout(() => this.#ring(), message.alarmIn).unref();
    }
  }

  /** What is due between two messages (`idle_session_timeout`) would end the process all clients have in common. */
  #ring(): void {
    if (!this.#resting) void this.#interruptor.send("alarm");
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
