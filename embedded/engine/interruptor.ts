import { Session } from "node:inspector";
import type { EngineInterrupts } from "./worker.ts";

/**
 * Interrupts the engine's thread while WASM code runs there, as a signal interrupts a process: the thread's event loop
 * does not turn until the statement is over, and its memory cannot be reached from outside. V8's inspector evaluates an
 * expression in a thread wherever it is, also where it waits. Nothing listens on a port, and WASM code stays compiled as
 * it is, since the debugger is not switched on.
 */
export class Interruptor {
  readonly #session = new Session();
  readonly #answers = new Map<number, () => void>();
  readonly #threadId: number;
  #target: Promise<string> | undefined;
  #count = 0;

  /** @param threadId of the engine's thread; another one may just be ending */
  constructor(threadId: number) {
    this.#threadId = threadId;
  }

  /** Resolves when the thread has taken it; also when it has ended. */
  async send(interrupt: keyof EngineInterrupts): Promise<void> {
    this.#target ??= this.#connect();
    const sessionId = await this.#target;
    const id = ++this.#count;
    const params = { expression: `globalThis.pgstackEngine?.${interrupt}()`, silent: true };
    const message = JSON.stringify({ id, method: "Runtime.evaluate", params });
    await new Promise<void>((resolve) => {
      this.#answers.set(id, resolve);
      this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message }, (error) => {
        if (error !== null) resolve();
      });
    });
    this.#answers.delete(id);
  }

  close(): void {
    if (this.#target !== undefined) this.#session.disconnect();
    for (const answer of this.#answers.values()) answer();
  }

  #connect(): Promise<string> {
    const session = this.#session;
    session.connect();
    session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const { id } = JSON.parse(params.message) as { id?: number };
      if (id !== undefined) this.#answers.get(id)?.();
    });
    return new Promise((resolve) => {
      session.on("NodeWorker.attachedToWorker", ({ params }) => {
        // "[worker 2] ...": the only place where the thread's id is told.
        if (params.workerInfo.title.startsWith(`[worker ${this.#threadId}]`)) resolve(params.sessionId);
      });
      session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
    });
  }
}
