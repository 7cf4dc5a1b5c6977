import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRunFile, runFile, writeRunFile } from "./run-files.ts";

/** What is remembered of the data outside the data folder, to notice that it came back as something else. */
interface Remembered {
  readonly systemIdentifier: string;
  /** Highest position of the write-ahead log there has been, in bytes. */
  readonly lsn: string;
  readonly incarnation: number;
  /** The last start, which the data folder has, too: an older copy has an earlier one. */
  readonly start?: string;
}

/** Name of the file in the data folder that holds the last start. */
const startFile = "pgstack.start";

/**
 * Counts the incarnations of the data: one more each time a server starts on data that is not what the last one left,
 * because the folder came back empty (another identifier) or from an older copy (its last start was another one, or its
 * log ends earlier).
 */
export class Incarnation {
  readonly #runFolder: string;
  #remembered: Remembered;

  /**
   * @param found where the log ended when the data was found, in bytes
   * @param now where it ends by now
   * @param dataFolder is marked with this start, where each incarnation is a start of the server
   */
  constructor(runFolder: string, systemIdentifier: string, found: bigint, now: bigint, dataFolder?: string) {
    const last = readRunFile<Remembered>(runFolder, runFile.incarnation);
    const path = dataFolder === undefined ? undefined : join(dataFolder, startFile);
    const before = path !== undefined && existsSync(path) ? readFileSync(path, "utf8") : undefined;
    const same =
      last?.systemIdentifier === systemIdentifier && found >= BigInt(last.lsn) && last.start === before;
    const start = randomUUID();
    const incarnation = last === undefined ? 1 : last.incarnation + (same ? 0 : 1);
    const lsn = now > found ? now : found;
    this.#runFolder = runFolder;
    this.#remembered = { systemIdentifier, lsn: lsn.toString(), incarnation, ...(path && { start }) };
    if (path !== undefined) writeFileSync(path, start, { mode: 0o600 });
    writeRunFile(runFolder, runFile.incarnation, this.#remembered);
  }

  get number(): number {
    return this.#remembered.incarnation;
  }

  /** Remembers how far the log has come. */
  reached(lsn: bigint): void {
    if (lsn <= BigInt(this.#remembered.lsn)) return;
    this.#remembered = { ...this.#remembered, lsn: lsn.toString() };
    writeRunFile(this.#runFolder, runFile.incarnation, this.#remembered);
  }
}
