/** How a script runs, by the comment that its first line is. */
export type ScriptMode =
  /** In a transaction of its own, waiting for locks as long as the run's setting says. The default. */
  | { readonly mode: "transaction" }
  /** `-- short-locks`: in a transaction of its own, waiting for locks in short tries. */
  | { readonly mode: "short-locks" }
  /** `-- no-transaction`: one statement that takes no transaction, such as CREATE INDEX CONCURRENTLY. */
  | { readonly mode: "no-transaction" }
  /** `-- batches` or `-- batches share=0.2`: one statement, repeated, each time in a transaction of its own. */
  | { readonly mode: "batches" /** Part of the time that is spent working, of 1. */; readonly share: number };

/** Half of the time is left to everybody else. */
const defaultShare = 0.5;

/** Reads a script's first line. */
export function scriptMode(sql: string): ScriptMode {
  const [, mode, share] =
    /^--\s*(short-locks|no-transaction|batches)(?:\s+share=([01](?:\.\d+)?))?\s*(?:\n|$)/.exec(sql) ?? [];
  if (mode === "batches") return { mode, share: clamp(share === undefined ? defaultShare : Number(share)) };
  return mode === "short-locks" || mode === "no-transaction" ? { mode } : { mode: "transaction" };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0.01, share));
}
