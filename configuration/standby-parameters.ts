/**
 * The most that any profile gives a primary: 200 connections, 128 cores and eight processes beside, five replicas. A
 * standby reserves about 15 MB for them.
 */
const most = { max_connections: 200, max_worker_processes: 136, max_wal_senders: 11 } as const;

/**
 * A primary's parameters for its standby. PostgreSQL does not start a standby that has less of these than its primary had
 * when the standby last replayed (26.4.3, "recovery aborted because of insufficient parameter settings"): a standby that
 * followed a primary down to a smaller size before it replayed that would never start again. So it always has the most.
 */
export function standbyParameters(primary: Readonly<Record<string, string>>): Record<string, string> {
  const raised = Object.entries(most).map(([name, least]) => [
    name,
    String(Math.max(least, Number(primary[name] ?? 0))),
  ]);
  return { ...primary, ...Object.fromEntries(raised) };
}
