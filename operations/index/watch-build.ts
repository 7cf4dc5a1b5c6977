import type { ClientBase } from "pg";
import { cancelledBy } from "../../db/cancelled-by.ts";
import { type BuildSight, sightOfBuild } from "../../sql/index/build-sight.ts";
import { Waits } from "../locks/waits.ts";
import { watchSession } from "../watch-session.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { reportLate } from "./report-late.ts";
import { sightWords } from "./sight-words.ts";

/**
 * Runs a statement that takes its time on an index: says how far it is and whom it waits for, and cancels it on the
 * server when the signal is aborted.
 *
 * @param what what it does, e.g. `building items_idx on app.items`
 */
export async function watchBuild(
  client: ClientBase,
  what: string,
  statement: string,
  { connection, oneSession = false, signal, report, note, noteAfterMs }: BuildIndexOptions,
): Promise<void> {
  const waits = new Waits(what, note ?? (() => undefined), noteAfterMs);
  let last = "";
  const onSight = (sight: BuildSight) => {
    const words = sightWords(sight);
    if (words !== "" && words !== last) report?.(`${what}: ${words}`);
    last = words;
    waits.see(sight.blockers);
  };
  const watched = {
    client,
    connection: oneSession ? undefined : connection,
    application: "pgstack index, watching",
    query: sightOfBuild,
  };
  const asked = () => client.query(statement);
  const run = () =>
    watched.connection === undefined
      ? reportLate(report, what, asked)
      : watchSession(watched, onSight, asked);
  await (connection === undefined ? run() : cancelledBy(signal, connection, client, run));
}
