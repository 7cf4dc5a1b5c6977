import { fdatasyncSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * Everything this project uses of PGlite that PGlite does not promise, in this one file. Why any of it: PGlite's own API
 * carries out one message and hands back all of its answer, so that COPY cannot stream, a running statement cannot be
 * cancelled, statement_timeout never fires, and every connection is the bootstrap superuser. PostgreSQL's own parts for
 * all that are inside the WASM module; these are the handles to them.
 *
 * A later version of PGlite may rename any of them: {@link moduleOf} then says at start which one is gone.
 */
export interface PgliteModule {
  readonly HEAPU8: Uint8Array;
  addFunction(callback: (pointer: number, length: number) => number, signature: string): number;
  stringToUTF8OnStack(text: string): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
  /** One turn of PostgreSQL's main loop: reads a message and carries it out. */
  _PostgresMainLoopOnce(): void;
  /** What PostgreSQL does when an error has reached its main loop: reports it and aborts the transaction. */
  _PostgresMainLongJmp(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
  /** Says what PostgreSQL says after a login, and makes it report changed parameters from then on. */
  _pgl_sendConnData(): void;
  /** Bytes received and not yet looked at. */
  _pq_buffer_remaining_data(): number;
  /** Sets what stands for recv() and send() on the client's socket. */
  _pgl_set_rw_cbs(receive: number, send: number): void;
  /** `SetConfigOption(name, value, GucContext, GucSource)`. */
  _SetConfigOption(name: number, value: number, context: number, source: number): void;
  _SetUserIdAndSecContext(user: number, context: number): void;
  _GetUserId(): number;
  /** Addresses of global variables. */
  readonly _InterruptPending: number;
  readonly _QueryCancelPending: number;
  readonly _MyLatch: number;
}

const functions = [
  "addFunction",
  "stringToUTF8OnStack",
  "stackSave",
  "stackRestore",
  "_PostgresMainLoopOnce",
  "_PostgresMainLongJmp",
  "_PostgresSendReadyForQueryIfNecessary",
  "_pgl_sendConnData",
  "_pq_buffer_remaining_data",
  "_pgl_set_rw_cbs",
  "_SetConfigOption",
  "_SetUserIdAndSecContext",
  "_GetUserId",
] as const satisfies readonly (keyof PgliteModule)[];

const addresses = [
  "_InterruptPending",
  "_QueryCancelPending",
  "_MyLatch",
] as const satisfies readonly (keyof PgliteModule)[];

/** Status with which PGlite leaves the WASM code when PostgreSQL longjmps to its main loop (`pglitec.c`). */
export const mainLongJump = 100;

/** `GucContext` of PostgreSQL's guc.h: who sets a parameter. */
export const GucContext = { superuserBackend: 3, backend: 4, superuser: 5, user: 6 } as const;
/** `PGC_S_CLIENT` of guc.h: a value that came with the connection, which RESET goes back to. */
export const sourceClient = 9;

/**
 * The module behind a PGlite, once it is certain that it has all that is used of it.
 *
 * @throws Error naming what this version of PGlite lacks
 */
export function moduleOf(pglite: PGlite): PgliteModule {
  const module = pglite.Module as unknown as Record<string, unknown>;
  const missing = [
    ...functions.filter((name) => typeof module[name] !== "function"),
    ...addresses.filter((name) => typeof module[name] !== "number"),
    ...(module.HEAPU8 instanceof Uint8Array ? [] : ["HEAPU8"]),
  ];
  if (missing.length > 0) throw new Error(`this version of PGlite lacks ${missing.join(", ")}`);
  return module as unknown as PgliteModule;
}

/** The module's memory as 32-bit words. Growing replaces the memory, so that the view is made at each use. */
export function words(module: PgliteModule): Int32Array {
  return new Int32Array(module.HEAPU8.buffer);
}

/** The part of Emscripten's options that is changed here. */
interface ModuleOptions {
  readonly preRun?: ((module: { readonly FS: MemoryFiles }) => void)[];
  readonly instantiateWasm?: (imports: Imports, done: InstanceReady) => unknown;
}
type Imports = Readonly<Record<string, Record<string, unknown>>>;
type InstanceReady = (
  instance: { readonly exports: Readonly<Record<string, unknown>> },
  compiled: unknown,
) => unknown;

interface MemoryFiles {
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array): void;
  readonly filesystems: {
    readonly NODEFS: { readonly node_ops: FileOperations; readonly stream_ops: FileOperations };
  };
}

/** What Emscripten does with files of a real folder: by name (`node_ops`), or open ones (`stream_ops`). */
interface FileOperations {
  setattr(file: unknown, attributes: { readonly mode?: number }): void;
  fsync?(file: { readonly nfd: number }): number;
}

/** What the file system below is asked to do besides holding the data folder. */
export interface ModuleHooks {
  /** PostgreSQL asks for a SIGALRM in `ms` milliseconds; 0 takes that back. */
  readonly setTimer: (ms: number) => void;
  /** Files to put beside PostgreSQL's own, by path. */
  readonly files: () => Iterable<readonly [path: string, bytes: Uint8Array]>;
}

/**
 * PGlite's file system on a real folder, which is also the one place where PGlite lets others change how its WASM module
 * is put together. Four things are changed:
 * - timers go to {@link ModuleHooks.setTimer}: PGlite's own use the thread's event loop, which never turns while a
 *   statement runs;
 * - fsync reaches the disk: PGlite's leaves it out, and a power failure would lose or tear what was committed;
 * - new files are the user's alone: Emscripten gives everybody the right to read and write them, past the umask;
 * - files of extensions are put in place, to be compiled when first used: PGlite compiles each at every start.
 */
export class EngineFileSystem extends NodeFS {
  readonly #hooks: ModuleHooks;
  /** Delivers SIGALRM to PostgreSQL; set once the module is there. */
  raiseAlarm: (() => void) | undefined;
  /** End of PostgreSQL's static variables. */
  heapBase = 0;

  constructor(dataFolder: string, hooks: ModuleHooks) {
    super(dataFolder);
    this.#hooks = hooks;
  }

  override async init(...[pglite, given]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pglite, given);
    const { preRun, instantiateWasm } = emscriptenOpts as ModuleOptions;
    if (instantiateWasm === undefined) throw new Error("this version of PGlite lacks instantiateWasm");
    const changed: ModuleOptions = {
      preRun: [...(preRun ?? []), ({ FS }) => this.#prepareFiles(FS)],
      instantiateWasm: (imports, done) =>
        instantiateWasm(this.#withTimers(imports), (instance, compiled) => {
          this.#keepExports(instance.exports);
          return done(instance, compiled);
        }),
    };
    return { emscriptenOpts: { ...emscriptenOpts, ...(changed as typeof emscriptenOpts) } };
  }

  #withTimers(imports: Imports): Imports {
    const { env } = imports;
    if (typeof env?._setitimer_js !== "function")
      throw new Error("this version of PGlite lacks _setitimer_js");
    env._setitimer_js = (_timer: number, ms: number) => {
      this.#hooks.setTimer(ms);
      return 0;
    };
    return imports;
  }

  #prepareFiles(files: MemoryFiles): void {
    const { node_ops, stream_ops } = files.filesystems.NODEFS;
    stream_ops.fsync = ({ nfd }) => {
      fdatasyncSync(nfd);
      return 0;
    };
    for (const operations of [node_ops, stream_ops]) {
      const { setattr } = operations;
      operations.setattr = (file, { mode, ...others }) =>
        setattr(file, mode === undefined ? others : { ...others, mode: mode & ~0o077 });
    }
    for (const [path, bytes] of this.#hooks.files()) {
      files.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      files.writeFile(path, bytes);
    }
  }

  #keepExports(exports: Readonly<Record<string, unknown>>): void {
    const raise = exports._emscripten_timeout;
    const heapBase = (exports.__heap_base as { readonly value?: unknown } | undefined)?.value;
    if (typeof raise !== "function" || typeof heapBase !== "number") {
      throw new Error("this version of PGlite lacks _emscripten_timeout, __heap_base");
    }
    this.raiseAlarm = () => raise(0, performance.now());
    this.heapBase = heapBase;
  }
}

/**
 * Finds the variable that holds the authenticated user's oid, for which there is no function: it decides on SET SESSION
 * AUTHORIZATION, and single-user mode sets it to the bootstrap superuser for good. The current user's variable is found
 * by giving it a value that is nowhere else; PostgreSQL defines the four user ids side by side (`miscinit.c`), and after
 * a SET SESSION AUTHORIZATION the authenticated one alone still is the superuser's.
 *
 * @param superuser oid of the bootstrap superuser, while the session's user is another one
 * @returns index among the module's {@link words}
 */
export function findAuthenticatedUser(module: PgliteModule, heapBase: number, superuser: number): number {
  const current = module._GetUserId();
  const unlikely = 0x5eed_1d42;
  module._SetUserIdAndSecContext(unlikely, 0);
  const memory = words(module).subarray(0, heapBase >> 2);
  const found = memory.indexOf(unlikely);
  const again = memory.indexOf(unlikely, found + 1);
  module._SetUserIdAndSecContext(current, 0);
  const near = [...memory.subarray(Math.max(found - 16, 0), found + 17)];
  const candidates = near.filter((word) => word === superuser);
  if (found < 16 || again !== -1 || candidates.length !== 1) {
    throw new Error("this version of PGlite keeps the authenticated user elsewhere");
  }
  return found - 16 + near.indexOf(superuser);
}
