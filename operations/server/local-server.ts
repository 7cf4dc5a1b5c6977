import type { Writable } from "node:stream";
import type { ServerKind } from "../../settings/settings.ts";

/** How a server on this machine is; `paused` is a container whose processes stand still, `absent` one without data. */
export type LocalStatus = "running" | "paused" | "stopped" | "absent";

/** Which part of a server's log is wanted. */
export interface LogOptions {
  /** How many of the last lines; `all` for every one. */
  readonly tail: number | "all";
  /** Only lines from this moment on. @default no limit */
  readonly since?: Date | undefined;
  /** Goes on with new lines until the server stops. */
  readonly follow: boolean;
  /** Whose log: the name of a part. @default the primary's */
  readonly of?: string | undefined;
  /** Ends a follow before that, without an error. */
  readonly signal: AbortSignal;
}

/** Where a log goes: a stream with a descriptor, such as `process.stdout`, so that another program may write there. */
export type LogStream = Writable & { readonly fd: number };

/** One of the processes or containers that a server consists of. */
export interface ServerPart {
  /** `primary`, `replica-1`, ..., `pgbouncer`. */
  readonly name: string;
  readonly status: LocalStatus;
}

/** A stack's server on this machine, of whatever kind: what can be done with it without Pulumi. */
export interface LocalServer {
  readonly kind: ServerKind;
  /** How the primary is. */
  status(): Promise<LocalStatus>;
  /** How each of its parts is, the primary first; those that are missing with them. Absent where it is the only one. */
  parts?(): Promise<readonly ServerPart[]>;
  /**
   * Starts it, with all of its parts, on the data that is there, and waits until it answers; does nothing when it does
   * already.
   * @throws UserError when there is none to be started, or it does not start
   */
  start(): Promise<void>;
  /** Stops it with all of its parts, in order; its data stays. Does nothing when it does not run. */
  stop(): Promise<void>;
  /**
   * Writes lines of its log as they are.
   * @throws UserError when there is no log
   */
  logs(options: LogOptions, out: LogStream): Promise<void>;
}
