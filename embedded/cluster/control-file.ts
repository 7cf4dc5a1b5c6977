import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32c } from "./crc32c.ts";

/** `ControlFileData.mock_authentication_nonce` is the last field before the checksum, with 3 bytes of padding after it. */
const nonceLength = 32;
const nonceToChecksum = nonceLength + 3;
/** `DBState.DB_SHUTDOWNED`: nothing is to be recovered. */
const shutDown = 1;

/** What this project reads of global/pg_control: identity, state, and the salt of logins that do not exist. */
export interface ControlFile {
  readonly systemIdentifier: bigint;
  /** Whether the last server on this folder stopped in order. */
  readonly cleanlyStopped: boolean;
  /** Where in the write-ahead log the last checkpoint begins, in bytes. */
  readonly checkpoint: bigint;
  readonly nonce: Buffer;
}

/** Where a data folder's control file is. */
export function controlFilePath(dataFolder: string): string {
  return join(dataFolder, "global", "pg_control");
}

/** @throws Error if the file is none, or is damaged */
export function readControlFile(dataFolder: string): ControlFile {
  const bytes = readFileSync(controlFilePath(dataFolder));
  const checksum = checksumOffset(bytes);
  return {
    systemIdentifier: bytes.readBigUInt64LE(0),
    cleanlyStopped: bytes.readUInt32LE(16) === shutDown,
    checkpoint: bytes.readBigUInt64LE(32),
    nonce: bytes.subarray(checksum - nonceToChecksum, checksum - nonceToChecksum + nonceLength),
  };
}

/** Gives a stopped cluster's control file another identity, with the checksum that belongs to it. */
export function rewriteControlFile(dataFolder: string, systemIdentifier: bigint, nonce: Buffer): void {
  const path = controlFilePath(dataFolder);
  const bytes = readFileSync(path);
  const checksum = checksumOffset(bytes);
  bytes.writeBigUInt64LE(systemIdentifier, 0);
  nonce.copy(bytes, checksum - nonceToChecksum, 0, nonceLength);
  bytes.writeUInt32LE(crc32c(bytes.subarray(0, checksum)), checksum);
  writeFileSync(path, bytes);
}

/** The checksum is found by being right, so that no version's layout of the fields before it needs to be known. */
function checksumOffset(bytes: Buffer): number {
  for (let offset = 128; offset + 4 <= Math.min(bytes.length, 512); offset += 4) {
    if (bytes.readUInt32LE(offset) === crc32c(bytes.subarray(0, offset))) return offset;
  }
  throw new Error("global/pg_control is damaged: its checksum is wrong");
}
