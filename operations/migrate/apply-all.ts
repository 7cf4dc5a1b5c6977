import type { ClientBase } from "pg";
import type { Migration } from "./migration.ts";
import { runScript } from "./run-script.ts";

/** A schema and the files that make what is in it. */
export interface MigratedSchema {
  readonly schema: string;
  /** Role that owns what they make. */
  readonly owner: string;
  readonly files: readonly Migration[];
}

/** Nobody else is in a scratch database; in milliseconds. */
const lockTimeoutMs = 5_000;

/** Applies all files in a scratch database, without a history. */
export async function applyAll(
  client: ClientBase,
  { schema, owner, files }: MigratedSchema,
  signal?: AbortSignal,
): Promise<void> {
  for (const { up } of files) await runPlain(client, { schema, owner, script: up, signal });
}

/** Runs one file in a scratch database, without a history. */
export async function runPlain(
  client: ClientBase,
  run: {
    readonly schema: string;
    readonly owner: string;
    readonly script: { readonly file: string; readonly sql: string };
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  run.signal?.throwIfAborted();
  await runScript({
    ...run,
    client,
    lockTimeoutMs,
    isDue: async () => true,
    record: async () => undefined,
    onRetry: () => undefined,
  });
}
