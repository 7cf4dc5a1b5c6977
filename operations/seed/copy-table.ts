import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { DemoRow } from "../../pipelines/commerce/demo-table.ts";
import { copyRow } from "../../sql/demo-data/copy-row.ts";

/** Characters sent at once. */
const chunkSize = 65_536;
/** Chunks in one COPY: an embedded server gathers a COPY whole before it runs it, and must not gather a whole table. */
const chunksPerCopy = 64;

/**
 * Streams rows into a table, as fast as the server takes them and holding no more than a few chunks.
 * @param copy the COPY statement, run once or several times
 * @param onRows called after each chunk with the number of rows sent so far
 * @returns the number of rows
 */
export async function copyTable(
  client: ClientBase,
  copy: string,
  rows: Iterator<DemoRow>,
  onRows: (rows: number) => void = () => undefined,
): Promise<number> {
  let sent = 0;
  let next = rows.next();

  function* chunks(): Generator<string, void, undefined> {
    for (let chunk = 0; chunk < chunksPerCopy && !next.done; chunk++) {
      let text = "";
      for (; text.length < chunkSize && !next.done; next = rows.next()) {
        text += copyRow(next.value);
        sent++;
      }
      yield text;
      onRows(sent);
    }
  }

  while (!next.done) {
    await pipeline(Readable.from(chunks(), { highWaterMark: 1 }), client.query(copyFrom(copy)));
  }
  return sent;
}
