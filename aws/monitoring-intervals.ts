/** Seconds between two readings of enhanced monitoring; 0 turns it off (API reference of RDS, CreateDBInstance, 2026-11-28). */
export const monitoringIntervals: readonly number[] = [0, 1, 5, 10, 15, 30, 60];
