/** Names of a stack's replicas: `replica-1`, `replica-2`, ... (requirements R2). */
export function replicaNames(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `replica-${at + 1}`);
}
