import { quoteName } from "../../sql/quote.ts";
import type { Backstage } from "./backstage.ts";
import type { SessionSwitch } from "./session-switch.ts";

/** What a DROP of each kind of relation names it. */
const kinds = new Map([
  ["r", "TABLE"],
  ["p", "TABLE"],
  ["v", "VIEW"],
  ["S", "SEQUENCE"],
]);

/**
 * The temporary tables one connection has made. PostgreSQL, which takes all connections for one, would keep them until
 * the last one ends, and refuse the next one that makes a table of the same name.
 */
export class TemporaryTables {
  readonly #own = new Map<string, string>();
  #mentioned = false;

  get names(): Iterable<string> {
    return this.#own.keys();
  }

  /** A statement is on its way that speaks of temporary tables. */
  mentioned(): void {
    this.#mentioned = true;
  }

  /** After a turn: what is new since is this connection's. */
  async settle(backstage: Backstage, all: Iterable<{ readonly temporary: TemporaryTables }>): Promise<void> {
    if (!this.#mentioned) return;
    this.#mentioned = false;
    const rows = await backstage.ask(
      "SELECT relname, relkind FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema()",
    );
    const known = new Set([...all].flatMap(({ temporary }) => [...temporary.names]));
    for (const [name, kind] of rows) {
      const word = kinds.get(kind ?? "");
      if (name && word !== undefined && !known.has(name)) this.#own.set(name, word);
    }
  }

  /** At the connection's end. */
  async drop(sessions: SessionSwitch): Promise<void> {
    const drops = [...this.#own].map(
      ([name, word]) => `DROP ${word} IF EXISTS pg_temp.${quoteName(name)} CASCADE`,
    );
    this.#own.clear();
    if (drops.length > 0) await sessions.ask(drops.join("; "));
  }
}
