import type { StartupParameter } from "./channel.ts";
import type { EnginePort } from "./engine-port.ts";
import { GucContext, mainLongJump, type PgliteModule, sourceClient, words } from "./pglite-internals.ts";

/** Room left on the WASM stack when a signal interrupts: code may use 128 bytes below the stack pointer. */
const redZone = 1024;

const contextOf = {
  login: GucContext.user,
  client: GucContext.backend,
  "superuser client": GucContext.superuserBackend,
  role: GucContext.superuser,
} as const satisfies Record<StartupParameter["origin"], number>;

/**
 * PostgreSQL's single process, driven as its own main loop does it, with the channel for a socket: it blocks when it
 * reads and there is nothing, also in the middle of a statement, so that COPY FROM STDIN takes rows as they come.
 */
export class Backend {
  readonly #module: PgliteModule;
  readonly #port: EnginePort;
  readonly #raiseAlarm: () => void;
  #input: Uint8Array = new Uint8Array(0);
  #offset = 0;

  constructor(module: PgliteModule, port: EnginePort, raiseAlarm: () => void) {
    this.#module = module;
    this.#port = port;
    this.#raiseAlarm = raiseAlarm;
    const receive = module.addFunction((pointer, length) => this.#receive(pointer, length), "ipi");
    const send = module.addFunction((pointer, length) => this.#send(pointer, length), "ipi");
    module._pgl_set_rw_cbs(receive, send);
  }

  /**
   * Serves until told to stop.
   *
   * @throws whatever ended PostgreSQL: its exit after a FATAL error, or a fault of the WASM code
   */
  run(setAuthenticated: (oid: number) => void): void {
    // From here on, PostgreSQL tells of parameters that change. What it says at first, nobody waits for.
    this.#module._pgl_sendConnData();
    for (;;) {
      this.#attempt(() => this.#module._PostgresSendReadyForQueryIfNecessary());
      if (this.#offset < this.#input.length || this.#module._pq_buffer_remaining_data() > 0) {
        this.#attempt(() => this.#module._PostgresMainLoopOnce());
        continue;
      }
      const input = this.#port.next(true);
      if (input instanceof Uint8Array) {
        this.#take(input);
        continue;
      }
      if ("stop" in input) return;
      if ("authenticated" in input) setAuthenticated(input.authenticated);
      else this.#attempt(() => this.#setParameters(input.parameters));
      this.#port.consumed(1);
    }
  }

  /** What SIGINT does: the running statement ends with 57014 when it next looks. Called while the WASM code runs. */
  cancel(): void {
    const { _QueryCancelPending, _InterruptPending, _MyLatch } = this.#module;
    const memory = words(this.#module);
    memory[_QueryCancelPending >> 2] = 1;
    memory[_InterruptPending >> 2] = 1;
    // The latch ends a wait such as that of pg_sleep; its first word says that it is set.
    memory[(memory[_MyLatch >> 2] ?? 0) >> 2] = 1;
  }

  /** What SIGALRM does: timeouts that are due take effect. Called while the WASM code runs. */
  alarm(): void {
    const stack = this.#module.stackSave();
    this.#module.stackRestore(stack - redZone);
    this.#raiseAlarm();
    this.#module.stackRestore(stack);
  }

  #attempt(work: () => void): void {
    const stack = this.#module.stackSave();
    try {
      work();
    } catch (error) {
      this.#module.stackRestore(stack);
      if ((error as { status?: unknown } | null)?.status !== mainLongJump) throw error;
      this.#module._PostgresMainLongJmp();
    }
  }

  #setParameters(parameters: readonly StartupParameter[]): void {
    const stack = this.#module.stackSave();
    for (const { name, value, origin } of parameters) {
      this.#module._SetConfigOption(
        this.#module.stringToUTF8OnStack(name),
        this.#module.stringToUTF8OnStack(value),
        contextOf[origin],
        sourceClient,
      );
      this.#module.stackRestore(stack);
    }
  }

  #take(input: Uint8Array): void {
    this.#input = input;
    this.#offset = 0;
  }

  #receive(pointer: number, length: number): number {
    if (this.#offset >= this.#input.length) {
      const input = this.#port.next(false);
      // The gateway sends anything else only between messages.
      if (!(input instanceof Uint8Array)) throw new Error("the gateway broke into a message");
      this.#take(input);
    }
    const bytes = this.#input.subarray(this.#offset, this.#offset + length);
    this.#module.HEAPU8.set(bytes, pointer);
    this.#offset += bytes.length;
    this.#port.consumed(bytes.length);
    return bytes.length;
  }

  #send(pointer: number, length: number): number {
    this.#port.write(this.#module.HEAPU8.subarray(pointer, pointer + length));
    return length;
  }
}
