import { UserError } from "../../errors/user-error.ts";
import { commerceDataset } from "../../pipelines/commerce/dataset.ts";
import type { DemoTable } from "../../pipelines/commerce/demo-table.ts";

const datasets: Readonly<Record<string, readonly DemoTable[]>> = { commerce: commerceDataset };

/**
 * The demo data of a schema, each table after those it refers to.
 * @throws UserError for a schema that has none
 */
export function datasetOf(schema: string): readonly DemoTable[] {
  const tables = Object.hasOwn(datasets, schema) ? datasets[schema] : undefined;
  if (tables !== undefined) return tables;
  throw new UserError("there is no demo data for this schema", {
    where: `schema ${schema}`,
    mend: `Schemas with demo data: ${Object.keys(datasets).join(", ")}.`,
  });
}
