import type { SuperuserReference } from "./superuser-reference.ts";
import { type SuperuserOptions, superuserScript } from "./superuser-script.ts";

/**
 * The rows of a query that the server's superuser asks; columns are as JSON has them.
 *
 * @param query one SELECT without a semicolon
 * @throws as {@link superuserScript}
 */
export async function superuserRows<Row>(
  reference: SuperuserReference,
  query: string,
  options: SuperuserOptions = {},
): Promise<Row[]> {
  const asked = `SELECT coalesce(json_agg(found), '[]') FROM (${query}) AS found;`;
  return JSON.parse(await superuserScript(reference, asked, options)) as Row[];
}
