import { Session } from "node:inspector";
import type { EngineInterrupts } from "./worker.ts";

/**
 * Interrupts the engine's thread while WASM code runs there, as a signal interrupts a process: the thread's event loop
 * does not turn until the statement is over, and its memory cannot be reached from outside. V8's inspector evaluates an
 * expression in a thread wherever it is. Nothing listens on a port, and WASM code stays compiled as it is, since the
 * debugger is not switched on.
 */
export class Interruptor {
  #session: Session | undefined;
  #target: string | undefined;
  #waiting: (keyof EngineInterrupts)[] = [];
  #count = 0;

  send(interrupt: keyof EngineInterrupts): void {
    if (this.#target === undefined) {
      this.#waiting.push(interrupt);
      if (this.#session === undefined) this.#connect();
      return;
    }
    const params = { expression: `globalThis.pgstackEngine?.${interrupt}()`, silent: true };
    const message = JSON.stringify({ id: ++this.#count, method: "Runtime.evaluate", params });
    this.#session?.post("NodeWorker.sendMessageToWorker", { sessionId: this.#target, message });
  }

  close(): void {
    this.#session?.disconnect();
    this.#session = undefined;
    this.#target = undefined;
    this.#waiting = [];
  }

  #connect(): void {
    const session = new Session();
    this.#session = session;
    session.connect();
    session.on("NodeWorker.attachedToWorker", ({ params }) => {
      this.#target = params.sessionId;
      for (const interrupt of this.#waiting.splice(0)) this.send(interrupt);
    });
    session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  }
}
