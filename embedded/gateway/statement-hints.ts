/** What a statement's text says it may do to the session that PostgreSQL's answer does not tell. */
export interface StatementHints {
  /** Channels it listens to or no longer does, in order; `*` is all. */
  readonly channels: readonly { readonly listen: boolean; readonly channel: string }[];
  /** Whether it calls set_config. */
  readonly setsConfig: boolean;
  /** A user's own parameters (`app.tenant`) that it sets. */
  readonly ownParameters: readonly string[];
  /** Whether it speaks of temporary tables. */
  readonly temporary: boolean;
}

const none: StatementHints = { channels: [], setsConfig: false, ownParameters: [], temporary: false };
/** Longer texts are data. */
const longest = 64 * 1024;

/** Reads the hints from a statement's text; most have none. */
export function statementHints(text: string): StatementHints {
  if (text.length > longest || !/listen|\bset\b|set_config|\b(?:pg_)?temp/i.test(text)) return none;
  const channels = text.matchAll(/\b(un)?listen\s+("(?:[^"]|"")+"|[\p{L}_][\p{L}\w$]*|\*)/giu);
  const own = text.matchAll(/(?:\bset\s+(?:session\s+)?|set_config\s*\(\s*')([a-z_]\w*(?:\.\w+)+)/gi);
  return {
    channels: [...channels].map(([, un, name]) => ({
      listen: un === undefined,
      channel: foldName(name ?? ""),
    })),
    setsConfig: /set_config/i.test(text),
    ownParameters: [...own].map(([, name]) => name ?? ""),
    temporary: /\b(?:temp|temporary|pg_temp)\b/i.test(text),
  };
}

/** A name as PostgreSQL reads it: folded to lower case unless quoted. */
export function foldName(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}
