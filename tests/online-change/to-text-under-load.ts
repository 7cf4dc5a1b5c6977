import { setTimeout as sleep } from "node:timers/promises";
import { planToText } from "../../operations/online-change/plan-to-text.ts";
import { Load, type LoadFigures } from "./load.ts";
import type { Shop } from "./shop.ts";

/** What the proof has shown. */
export interface ToTextOutcome {
  readonly figures: LoadFigures;
  readonly failures: readonly string[];
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** What the server said about reading or writing the table as a whole while its type changed. */
  readonly wholeTable: readonly string[];
}

/**
 * Makes `accounts.handle`, a varchar, text under six sessions that return it as `handle::text`.
 * @param between how long the load goes on before and after, in milliseconds
 */
export async function toTextUnderLoad(shop: Shop, seedRows: number, between: number): Promise<ToTextOutcome> {
  const spelling = { name: () => "handle", returned: (name: string) => `${name}::text` };
  const path = { schema: "shop", table: "accounts", column: "handle" };
  const files = await shop.write(await planToText(shop.admin, path));
  const [first, last] = [files.at(0)?.version ?? 0, files.at(-1)?.version ?? 0];

  await using load = await Load.start(shop, Array(6).fill(spelling), seedRows);
  await sleep(between);
  const wholeTable: string[] = [];
  const listen = ({ message }: { message?: string | undefined }) => {
    if (/^(verifying|rewriting|building).*"accounts/.test(message ?? "")) wholeTable.push(message ?? "");
  };
  shop.admin.on("notice", listen);
  await shop.admin.query("SET client_min_messages = debug1");
  await shop.migrateTo(first);
  await shop.admin.query("RESET client_min_messages");
  shop.admin.off("notice", listen);
  await sleep(between);
  await shop.migrateTo(last);
  await sleep(between);
  const figures = await load.end();
  const { rows } = await shop.admin.query("SELECT id, handle FROM shop.accounts");
  const lines = (pairs: Iterable<readonly [string, string]>) =>
    [...pairs].map(([id, handle]) => `${id} ${handle}`).sort();
  return {
    figures,
    failures: load.failures,
    expected: lines(load.expected(seedRows)),
    found: lines(rows.map(({ id, handle }) => [id, handle] as const)),
    wholeTable,
  };
}
