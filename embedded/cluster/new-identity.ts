import { randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readControlFile, rewriteControlFile } from "./control-file.ts";

/** Offset of `xlp_sysid` in the first page of each file of the write-ahead log. */
const identifierOffset = 24;

/**
 * Makes a copied, cleanly stopped cluster one of its own: a new system identifier, in the control file and in each file
 * of the write-ahead log (PostgreSQL compares the two), and a new salt for logins that do not exist.
 */
export function giveNewIdentity(dataFolder: string): void {
  const { systemIdentifier: old, cleanlyStopped } = readControlFile(dataFolder);
  if (!cleanlyStopped) throw new Error("a cluster that was not stopped in order cannot get another identity");
  const fresh = newSystemIdentifier();
  const log = join(dataFolder, "pg_wal");
  for (const name of readdirSync(log).filter((name) => /^[0-9A-F]{24}$/.test(name))) {
    rewriteIdentifier(join(log, name), old, fresh);
  }
  rewriteControlFile(dataFolder, fresh, randomBytes(32));
}

/** As PostgreSQL's initdb makes it: seconds, microseconds and the low bits of the process id. */
function newSystemIdentifier(): bigint {
  const microseconds = BigInt(Math.floor((performance.timeOrigin + performance.now()) * 1000));
  return (
    ((microseconds / 1_000_000n) << 32n) | ((microseconds % 1_000_000n) << 12n) | BigInt(process.pid & 0xfff)
  );
}

function rewriteIdentifier(path: string, old: bigint, fresh: bigint): void {
  const file = openSync(path, "r+");
  try {
    const bytes = Buffer.alloc(8);
    readSync(file, bytes, 0, 8, identifierOffset);
    // A file kept for later use is empty, or still holds what it held.
    if (bytes.readBigUInt64LE(0) !== old) return;
    bytes.writeBigUInt64LE(fresh, 0);
    writeSync(file, bytes, 0, 8, identifierOffset);
  } finally {
    closeSync(file);
  }
}
