import type { ClientBase } from "pg";
import { type DemoData, demoDataState } from "./demo-data-state.ts";

/**
 * The demo data that a schema holds now, or `undefined`: never loaded, or its tables dropped, emptied or filled anew
 * since. Changes nothing.
 */
export async function demoDataStatus(client: ClientBase, schema: string): Promise<DemoData | undefined> {
  const { marker, present } = await demoDataState(client, schema);
  return present ? marker : undefined;
}
