import { setTimeout as sleep } from "node:timers/promises";
import { planRename } from "../../operations/online-change/plan-rename.ts";
import { Load, type LoadFigures } from "./load.ts";
import type { Spelling } from "./load-client.ts";
import { type Shop, versionOf } from "./shop.ts";

/** How the proof is run; times in milliseconds. */
export interface RenameProof {
  /** Rows in the table from the start. */
  readonly seedRows: number;
  /** How long the load goes on before, between and after what changes for it. */
  readonly between: number;
}

/** What it has shown. */
export interface RenameOutcome {
  readonly figures: LoadFigures;
  readonly failures: readonly string[];
  /** Rows as they must be, and as they are: `id handle`. */
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** How long each migration took, by the name of its step. */
  readonly steps: Readonly<Record<string, number>>;
}

/**
 * Renames `accounts.handle` to `username` while six sessions write and read it: three change to the new name at the swap,
 * two at the last moment, and one, whose transactions are long, uses the new name from the proof of equality on.
 */
export async function renameUnderLoad(
  shop: Shop,
  { seedRows, between }: RenameProof,
): Promise<RenameOutcome> {
  let [early, prompt, late] = ["handle", "handle", "handle"];
  const as = (name: () => string): Spelling => ({ name, returned: (column) => column });
  const spellings = [
    as(() => prompt),
    as(() => prompt),
    as(() => prompt),
    as(() => late),
    as(() => late),
    as(() => early),
  ];

  const path = { schema: "shop", table: "accounts", column: "handle" };
  const files = await shop.write(await planRename(shop.admin, path, "username"));
  const steps: Record<string, number> = {};
  const stepTo = (step: string) =>
    shop.migrateTo(versionOf(files, step), (progress) => {
      if (progress.event === "finished")
        steps[progress.label.replace(/^\d+_accounts_username_/, "")] = progress.durationMs;
    });

  await using load = await Load.start(shop, spellings, seedRows);
  await sleep(between);
  await stepTo("validate");
  early = "username";
  await sleep(between);
  await stepTo("swap");
  prompt = "username";
  await sleep(between);
  late = "username";
  await load.turn();
  await stepTo("drop");
  await sleep(between);
  const figures = await load.end();
  const { rows } = await shop.admin.query("SELECT id, username FROM shop.accounts");
  const lines = (pairs: Iterable<readonly [string, string]>) =>
    [...pairs].map(([id, handle]) => `${id} ${handle}`).sort();
  return {
    figures,
    failures: load.failures,
    expected: lines(load.expected(seedRows)),
    found: lines(rows.map(({ id, username }) => [id, username] as const)),
    steps,
  };
}
