import { quoteName } from "../../sql/quote.ts";
import { query } from "../wire/message.ts";
import type { Backstage } from "./backstage.ts";
import type { StatementHints } from "./statement-hints.ts";

/**
 * The channels one connection listens to. PostgreSQL, which takes all connections for one, listens to the channels of all
 * of them; which connection asked for which is read from its statements, and holds once PostgreSQL has carried them out.
 */
export class Listening {
  #channels = new Set<string>();
  #mentioned: StatementHints["channels"][number][] = [];
  #changed = false;

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  get channels(): Iterable<string> {
    return this.#channels;
  }

  /** A statement is on its way that names channels. */
  mentioned(channels: StatementHints["channels"]): void {
    this.#mentioned.push(...channels);
  }

  /** A command has been carried out. */
  completed(tag: string): void {
    if (tag === "LISTEN" || tag === "UNLISTEN" || tag === "DISCARD ALL") this.#changed = true;
    if (tag === "DISCARD ALL") this.#mentioned.push({ listen: false, channel: "*" });
  }

  stop(): void {
    this.#changed = this.#channels.size > 0;
    this.#channels.clear();
  }

  /** After a turn: takes over what has come of the statements, and has PostgreSQL listen for everybody again. */
  async settle(backstage: Backstage, all: Iterable<{ readonly listening: Listening }>): Promise<void> {
    const mentioned = this.#mentioned.splice(0);
    if (!this.#changed) return;
    this.#changed = false;
    const rows = await backstage.ask("SELECT pg_catalog.pg_listening_channels()");
    const heard = new Set(rows.map(([channel]) => channel ?? ""));
    for (const { listen, channel } of mentioned) {
      if (!listen && channel === "*") this.#channels.clear();
      else if (!listen) this.#channels.delete(channel);
      else if (heard.has(channel)) this.#channels.add(channel);
    }
    const wanted = new Set([...all].flatMap(({ listening }) => [...listening.channels]));
    const commands = [
      ...[...wanted]
        .filter((channel) => !heard.has(channel))
        .map((channel) => `LISTEN ${quoteName(channel)}`),
      ...[...heard]
        .filter((channel) => !wanted.has(channel))
        .map((channel) => `UNLISTEN ${quoteName(channel)}`),
    ];
    if (commands.length > 0) await backstage.exchange([query(commands.join("; "))]);
  }
}
