import { clearDemoData } from "../../../operations/seed/clear-demo-data.ts";
import { demoDataStatus } from "../../../operations/seed/demo-data-status.ts";
import { seed } from "../../../operations/seed/seed.ts";
import { readSchema } from "../../../sql/schema/read-schema.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

interface Inputs {
  readonly schema: string;
  readonly seed: number;
  readonly scale: number;
}

/** Demo data in the tables of one schema, the same for the same seed and scale. */
export const demoDataHandler: ResourceHandler = {
  token: "pgstack:index:DemoData",
  onServer: true,
  replaceOn: ["schema"],
  schema: {
    description: "Demo data. Tables that hold rows of anybody else are left alone.",
    inputs: {
      schema: { type: "string", description: "Schema to fill." },
      seed: { type: "integer", description: "Seed of the generator." },
      scale: { type: "integer", description: "Multiplies the about 40,000 rows." },
    },
    required: ["schema", "seed", "scale"],
    outputs: { rows: { type: "integer", description: "Rows that were loaded, over all tables." } },
  },

  async create(given, context) {
    return { id: String(given.schema), outputs: await apply(given, context) };
  },

  async read(id, _olds, _oldInputs, { pool }) {
    const loaded = await pool.use(async (client) => {
      const exists = (await client.query(readSchema, [id])).rows.length > 0;
      return exists ? demoDataStatus(client, id) : undefined;
    });
    if (loaded === undefined) return undefined;
    const inputs = { schema: id, seed: loaded.seed, scale: loaded.scale };
    return { id, inputs, outputs: { ...inputs, rows: total(loaded.rows) } };
  },

  update: (_id, _olds, given, context) => apply(given, context),

  async delete(id, _olds, { pool }) {
    await pool.use((client) => clearDemoData(client, id));
  },
};

async function apply(given: Properties, { pool, report, signal }: HandlerContext): Promise<Properties> {
  const inputs = given as unknown as Inputs;
  const { rows } = await pool.use((client) =>
    seed({
      client,
      ...inputs,
      onProgress: (progress) => {
        signal.throwIfAborted();
        report(
          `loading ${progress.table}: ${progress.rows.toLocaleString("en")} of ${progress.total.toLocaleString("en")} rows`,
        );
      },
    }),
  );
  return { ...inputs, rows: total(rows) };
}

function total(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}
