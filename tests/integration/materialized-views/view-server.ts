import type { Properties } from "../../../provider/properties.ts";
import { type AccessServer, accessServer } from "../provider/access-server.ts";

/** Sales in two shops; the owner may make temporary tables, as the database component lets it. */
const tables = `
  CREATE TABLE app.sales (id int PRIMARY KEY, shop text NOT NULL, amount int NOT NULL);
  ALTER TABLE app.sales OWNER TO own;
  INSERT INTO app.sales SELECT n, 'shop ' || n % 2, n FROM generate_series(1, 100) AS n`;

/** A server with the plug-in, and what views are made of. */
export async function viewServer(kind: "embedded" | "native"): Promise<AccessServer> {
  const server = await accessServer(kind);
  await server.admin.query(tables);
  await server.admin.query(`REVOKE TEMPORARY ON DATABASE ${server.database} FROM PUBLIC`);
  await server.admin.query(`GRANT TEMPORARY ON DATABASE ${server.database} TO own`);
  return server;
}

export const totals = {
  schema: "app",
  name: "totals",
  owner: "own",
  query: "SELECT shop, sum(amount) AS amount FROM sales GROUP BY shop -- of all time\n",
  key: ["shop"],
  comment: "what each shop sold",
};

/** What a refused call says, without what may be done about it. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    return String((error as { details?: string }).details).split("\n")[0] ?? "";
  }
  throw new Error("it was not refused");
}

/** What a refresh finds, what a plan then shows, and what is left of it after the update. */
export async function mended(
  { plugIn }: AccessServer,
  outputs: Properties,
  inputs: Properties,
): Promise<{ words: unknown; plan: readonly string[]; outputs: Properties }> {
  const id = `${inputs.schema}.${inputs.name}`;
  const read = await plugIn.read("MaterializedView", id, outputs, inputs);
  const { diffsList } = await plugIn.diff(
    "MaterializedView",
    { inputs: read.inputs, outputs: read.outputs },
    inputs,
  );
  const updated = await plugIn.update("MaterializedView", id, read.outputs, inputs);
  const again = await plugIn.read("MaterializedView", id, updated, inputs);
  if (JSON.stringify(again.outputs.differences) !== "[]")
    throw new Error(`not mended: ${again.outputs.differences}`);
  return { words: read.outputs.differences, plan: diffsList, outputs: updated };
}
