import type { MessagePort } from "node:worker_threads";
import type { FailureCode } from "../failure.ts";

/** A parameter set as PostgreSQL sets those of a connection's start-up packet: RESET goes back to this value. */
export interface StartupParameter {
  readonly name: string;
  readonly value: string;
  /** Where the value comes from, which decides whether it is allowed. */
  readonly origin: "login" | "client" | "superuser client" | "role";
}

/** What the gateway sends to the engine's thread: bytes of a client, or something to do between two messages. */
export type EngineInput =
  | Uint8Array
  /** Inside a transaction: sets parameters; an error is answered like that of a statement. */
  | { readonly parameters: readonly StartupParameter[] }
  /** The role whose rights decide on SET SESSION AUTHORIZATION, by oid. */
  | { readonly authenticated: number }
  /** Leave the main loop. */
  | { readonly stop: true };

/** What the engine's thread sends to the gateway. */
export type EngineOutput =
  /** Bytes for the client whose turn it is. */
  | { readonly output: Uint8Array }
  /**
   * Nothing left to do: all input so far, this many bytes, is consumed, and its output sent. Anything but bytes counts
   * as one.
   */
  | {
      readonly idleAt: number;
      /** Whether it is between two messages, and not in the middle of one, or of a COPY. */
      readonly resting: boolean;
    }
  /** This many bytes of input are consumed. */
  | { readonly consumed: number }
  /** PostgreSQL wants a SIGALRM in so many milliseconds; 0 takes that back. */
  | { readonly alarmIn: number }
  | { readonly opened: OpenedEngine }
  | { readonly failed: EngineFailure }
  /** PostgreSQL ended its only process: after a FATAL error, or by a fault in the WASM code. */
  | { readonly died: string }
  | { readonly closed: true };

export interface OpenedEngine {
  readonly systemIdentifier: string;
  /** Position in the write-ahead log after recovery, in bytes. */
  readonly lsn: string;
  readonly majorVersion: number;
}

export interface EngineFailure {
  readonly code: FailureCode;
  readonly message: string;
}

/** Counters both threads see. */
export const Counter = { inputs: 0, outstanding: 1 } as const;

/** Output the gateway has not yet got rid of, in bytes, above which PostgreSQL waits. */
export const outputLimit = 4 * 2 ** 20;

/** The two ends of the way between the threads. */
export interface ChannelEnd {
  readonly port: MessagePort;
  /** {@link Counter}s. */
  readonly counters: Int32Array;
}
