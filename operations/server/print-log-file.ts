import { closeSync, createReadStream, existsSync, openSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
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
  try {
    const end = await printLast(path, options, out);
    if (options.follow) await follow(path, end, options.signal, out, runs);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
}

/** @returns up to where it was read, in bytes */
async function printLast(path: string, { tail, since, signal }: LogOptions, out: LogStream): Promise<number> {
  const wanted = tail === "all" ? Number.POSITIVE_INFINITY : tail;
  const end = statSync(path).size;
  const last = positionIn(path, wanted);
  const old = `${path}.1`;
  const begun = { yet: since === undefined };
  const lines = async function* (file: string, start: number, end: number) {
    if (start >= end) return;
    for await (const line of createInterface({ input: createReadStream(file, { start, end: end - 1 }) })) {
      begun.yet ||= since !== undefined && (lineTime(line) ?? 0) >= since;
      if (begun.yet) yield `${line}\n`;
    }
  };
  const both = async function* () {
    if (last.lines < wanted && existsSync(old)) {
      yield* lines(old, positionIn(old, wanted - last.lines).position, statSync(old).size);
    }
    yield* lines(path, last.position, end);
  };
  await pipeline(both, out, { end: false, signal });
  return end;
}

function positionIn(path: string, lines: number): TailPosition {
  const descriptor = openSync(path, "r");
  try {
    return tailPosition(descriptor, lines);
  } finally {
    closeSync(descriptor);
  }
}

async function follow(
  path: string,
  from: number,
  signal: AbortSignal,
  out: LogStream,
  runs: () => boolean,
): Promise<void> {
  for (let position = from; ; await sleep(pollMs, undefined, { signal })) {
    // Before the file is read: what the server wrote last is printed, too.
    const running = runs();
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    // A start that begins a new log.
    if (size < position) position = 0;
    if (size > position) {
      const added = createReadStream(path, { start: position, end: size - 1 });
      await pipeline(added, out, { end: false, signal });
      position = size;
    }
    if (!running) return;
  }
}
