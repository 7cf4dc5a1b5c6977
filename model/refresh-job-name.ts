/** Name of the job that refreshes a materialized view. */
export function refreshJobName(schema: string, view: string): string {
  return `refresh ${schema}.${view}`;
}
