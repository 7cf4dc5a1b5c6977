import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { type FailureCode, ServerFailure } from "../failure.ts";
import { Counter, type EngineOutput, type OpenedEngine } from "./channel.ts";
import type { EngineOptions } from "./engine-options.ts";

/** The thread PostgreSQL runs in, once it has opened the data folder. */
export interface EngineThread {
  readonly opened: OpenedEngine;
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly counters: Int32Array;
}

/** Deeply nested statements need more than Node's default of 4 MB. */
const stackSizeMb = 16;

/**
 * Starts PostgreSQL in a thread of its own.
 *
 * @throws ServerFailure when it cannot open the data folder
 */
export async function startEngineThread(options: EngineOptions): Promise<EngineThread> {
  const { port1: port, port2 } = new MessageChannel();
  const counters = new Int32Array(new SharedArrayBuffer(4 * Object.keys(Counter).length));
  const script = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  const workerData = { channel: { port: port2, counters }, options };
  const worker = new Worker(script, { workerData, transferList: [port2], resourceLimits: { stackSizeMb } });
  const { promise, resolve, reject } = Promise.withResolvers<OpenedEngine>();
  const fail = (code: FailureCode, message: string) => reject(new ServerFailure(code, message));
  const onError = (error: Error) => fail("INTERNAL", error.message);
  const onExit = (code: number) => fail("INTERNAL", `the engine's thread ended with code ${code}`);
  const onMessage = (message: EngineOutput) => {
    if ("opened" in message) resolve(message.opened);
    else if ("failed" in message) fail(message.failed.code, message.failed.message);
  };
  worker.on("error", onError).on("exit", onExit);
  port.on("message", onMessage);
  try {
    return { opened: await promise, worker, port, counters };
  } finally {
    worker.off("error", onError).off("exit", onExit);
    port.off("message", onMessage);
  }
}
