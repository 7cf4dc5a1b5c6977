import { closeSync, createReadStream, existsSync, openSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors/user-error.ts";
import { lineTime } from "./line-time.ts";
import type { LogOptions, LogStream } from "./local-server.ts";
import { type TailPosition, tailPosition } from "./tail-position.ts";

/** How often a file that is followed is looked at, in milliseconds. */
const pollMs = 200;

/**
 * Writes lines of a server's log file, and of the one before it (`<path>.1`) where that takes more lines.
 *
 * @param runs whether the server runs: a follow ends when it does not any more
 * @throws UserError when there is no such file
 */
export async function printLogFile(
  path: string,
  options: LogOptions,
  out: LogStream,
  runs: () => boolean,
): Promise<void> {
  if (!existsSync(path)) throw new UserError("there is no log: the server has not run yet", { where: path });
  const { follow, signal } = options;
  const { size } = statSync(path);
  const text = async function* () {
    yield* lastLines(path, size, options);
    if (follow) yield* added(path, size, signal, runs);
  };
  try {
    await pipeline(text, out, { end: false, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** @param size how much of the file is looked at, in bytes */
async function* lastLines(
  path: string,
  size: number,
  { tail, since }: LogOptions,
): AsyncGenerator<string | Buffer> {
  const wanted = tail === "all" ? Number.POSITIVE_INFINITY : tail;
  const old = `${path}.1`;
  const last = positionIn(path, wanted);
  let begun = since === undefined;
  const from = async function* (file: string, start: number, end: number) {
    for await (const line of createInterface({ input: part(file, start, end) })) {
      begun ||= since !== undefined && (lineTime(line) ?? 0) >= since;
      if (begun) yield `${line}\n`;
    }
  };
  if (last.lines < wanted && existsSync(old))
    yield* from(old, positionIn(old, wanted - last.lines).position, statSync(old).size);
  yield* from(path, last.position, size);
}

/** What is written after a position, until the server stops. */
async function* added(
  path: string,
  from: number,
  signal: AbortSignal,
  runs: () => boolean,
): AsyncGenerator<string | Buffer> {
  for (let position = from; ; await sleep(pollMs, undefined, { signal })) {
    // Before the file is read: what the server wrote last is printed, too.
    const running = runs();
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    // A start that begins a new log.
    if (size < position) position = 0;
    yield* part(path, position, size);
    position = size;
    if (!running) return;
  }
}

/** A file from one position to another, in bytes. */
function part(path: string, start: number, end: number): Readable {
  return start < end ? createReadStream(path, { start, end: end - 1 }) : Readable.from([]);
}

function positionIn(path: string, lines: number): TailPosition {
  const descriptor = openSync(path, "r");
  try {
    return tailPosition(descriptor, lines);
  } finally {
    closeSync(descriptor);
  }
}
