import { log } from "../log.ts";
import type { Core } from "./core.ts";
import { vacuumNext } from "./vacuum.ts";

/** How often it is looked whether there is something to do, in milliseconds. */
const interval = 1000;
/** Write-ahead log, in bytes, after which a checkpoint is written: it bounds the time a recovery takes, and the disk used. */
const checkpointBytes = 64n * 2n ** 20n;
/** Time, in milliseconds, after which one is written if anything was changed; PostgreSQL's default. */
const checkpointMs = 300_000;

/** While there is no idle moment, tables are looked after this often, in milliseconds; PostgreSQL's default. */
const vacuumMs = 60_000;

/**
 * What PostgreSQL's background processes would do, had it any: when it is idle after work, remembers how far the log has
 * come, writes checkpoints, and keeps tables vacuumed and analyzed.
 */
export class Housekeeping {
  readonly #core: () => Promise<Core>;
  readonly #onReached: (lsn: bigint) => void;
  readonly #timer: NodeJS.Timeout;
  #looking = false;
  #seenUse = 0;
  /** When the last use was after which all tables were found in order, and when that was. */
  #vacuumed = { for: 0, at: performance.now() };
  #checkpoint: { readonly lsn: bigint; readonly at: number };

  constructor(core: () => Promise<Core>, lsn: bigint, onReached: (lsn: bigint) => void) {
    this.#core = core;
    this.#onReached = onReached;
    this.#checkpoint = { lsn, at: performance.now() };
    this.#timer = setInterval(() => void this.#look(), interval).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const core = await this.#core();
      if (!core.queue.free) return;
      const use = core.usedAt;
      const idle = use === this.#seenUse;
      this.#seenUse = use;
      if (!idle) await core.queue.run(() => this.#keep(core));
      if (use === this.#vacuumed.for || !(idle || performance.now() - this.#vacuumed.at > vacuumMs)) return;
      const more = await core.queue.run(() => vacuumNext(core));
      if (!more) this.#vacuumed = { for: use, at: performance.now() };
    } catch (error) {
      // PostgreSQL is being started again, or stopped: the next look finds it as it is then.
      log(`housekeeping was put off: ${(error as Error).message}`);
    } finally {
      this.#looking = false;
    }
  }

  async #keep(core: Core): Promise<void> {
    const lsn = await currentLsn(core);
    this.#onReached(lsn);
    const grown = lsn - this.#checkpoint.lsn;
    const due =
      grown > checkpointBytes || (grown > 0n && performance.now() - this.#checkpoint.at > checkpointMs);
    if (!due) return;
    await core.sessions.ask("CHECKPOINT");
    this.#checkpoint = { lsn: await currentLsn(core), at: performance.now() };
    this.#onReached(this.#checkpoint.lsn);
  }
}

/** How far the write-ahead log is on the disk, in bytes. To be called by who has the turn. */
async function currentLsn(core: Core): Promise<bigint> {
  const rows = await core.sessions.ask("SELECT pg_catalog.pg_current_wal_flush_lsn() - '0/0'");
  return BigInt(rows[0]?.[0] ?? "0");
}
