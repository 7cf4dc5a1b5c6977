import { GB, inWords, MB, memoryValue, wholeUnits } from "../amount.ts";
import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group, type Row } from "./group.ts";
import { sharedBuffers } from "./memory.ts";

/** Of one file of WAL, in bytes, as initdb has it. */
const segment = 16 * MB;

/** What WAL between two checkpoints may grow to, in shares of `shared_buffers`, and at most, in bytes. */
const growth = { laptop: 1, production: 1, vector: 1, workstation: 1, writes: 2 } as const;
const most = {
  laptop: 4 * GB,
  production: 16 * GB,
  vector: 16 * GB,
  workstation: 16 * GB,
  writes: 64 * GB,
} as const;

/**
 * In bytes: as much WAL as the checkpoint may find changed pages for, PostgreSQL's own 1 GB at least and never more than
 * a tenth of the storage. pgtune takes 1 to 16 GB by the kind of use alone.
 */
export function maxWalSize(options: ParameterOptions): number {
  const wanted = Math.min(
    Math.max(sharedBuffers(options) * growth[options.profile], GB),
    most[options.profile],
  );
  return wholeUnits(Math.min(wanted, options.size.storage / 10), segment, 4 * segment);
}

/** In bytes: a quarter, so that files are used again rather than made, but given back after a peak. */
export function minWalSize(options: ParameterOptions): number {
  return wholeUnits(maxWalSize(options) / 4, segment, 2 * segment);
}

export function wal(options: ParameterOptions): Parameter[] {
  const { profile, size, lz4 = false } = options;
  return group("WAL", [
    ["wal_level", "replica", "restart", "what replicas and copies of a running server need, as on RDS"],
    maxSize(options),
    [
      "min_wal_size",
      memoryValue(minWalSize(options)),
      "reload",
      "a quarter of max_wal_size is kept to be written again",
      "memory",
      "storage",
      "profile",
    ],
    [
      "checkpoint_timeout",
      profile === "production" ? "5min" : "15min",
      "reload",
      profile === "production"
        ? "as on RDS: a server that was killed is back soon"
        : "pages that change often are written in full less often",
      "profile",
    ],
    [
      "checkpoint_completion_target",
      "0.9",
      "reload",
      "writes are spread over nearly all of the time to the next",
    ],
    ...(lz4
      ? ([
          [
            "wal_compression",
            "lz4",
            "reload",
            "the first change of a page after a checkpoint writes all of it: a fraction, for little of the processor",
          ],
        ] as const)
      : []),
    [
      "temp_file_limit",
      memoryValue(wholeUnits(size.storage / 4, MB, 64 * MB)),
      "reload",
      `a quarter of the ${inWords(size.storage)} of storage: one sort that runs away fails alone`,
      "storage",
    ],
  ]);
}

function maxSize(options: ParameterOptions): Row {
  const bytes = maxWalSize(options);
  const buffers = sharedBuffers(options) * growth[options.profile];
  const why =
    bytes > options.size.storage / 10 - segment
      ? `a tenth of the ${inWords(options.size.storage)} of storage`
      : bytes === most[options.profile]
        ? "as much as is replayed in minutes after a crash"
        : buffers <= GB
          ? "PostgreSQL's own, so that a checkpoint comes by time and not by size"
          : `${growth[options.profile] === 2 ? "twice" : "as much as"} shared_buffers: what a checkpoint may have to write`;
  return ["max_wal_size", memoryValue(bytes), "reload", why, "memory", "storage", "profile"];
}
