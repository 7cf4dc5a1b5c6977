import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { DemoRow } from "../../pipelines/commerce/demo-table.ts";
import { copyRow } from "../../sql/demo-data/copy-row.ts";

/** Characters sent at once. */
const chunkSize = 65_536;

/**
 * Streams rows into a table, as fast as the server takes them and holding no more than a few chunks.
 * @param copy the COPY statement, in text format
 * @param onRows called after each chunk with the number of rows sent so far; what it throws ends the COPY
 * @returns the number of rows
 */
export async function copyTable(
  client: ClientBase,
  copy: string,
  rows: Iterable<DemoRow>,
  onRows: (rows: number) => void = () => undefined,
): Promise<number> {
  let sent = 0;

  function* chunks(): Generator<string, void, undefined> {
    let text = "";
    for (const row of rows) {
      text += copyRow(row);
      sent++;
      if (text.length < chunkSize) continue;
      yield text;
      text = "";
      onRows(sent);
    }
    if (text === "") return;
    yield text;
    onRows(sent);
  }

  await pipeline(Readable.from(chunks(), { highWaterMark: 1 }), client.query(copyFrom(copy)));
  return sent;
}
