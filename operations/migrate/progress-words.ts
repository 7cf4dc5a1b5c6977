import type { MigrationProgress } from "./migration-progress.ts";

/** What is under way, as a line that the next one overwrites. */
export function progressWords(progress: MigrationProgress): string {
  switch (progress.event) {
    case "waiting":
      return `waiting for ${progress.holder}`;
    case "comparing":
      return `comparing with what ${progress.labels.join(", ")} make`;
    case "restored":
      return `put back into the history: ${progress.labels.join(", ")}`;
    case "working": {
      const { blockers, phase, done } = progress;
      const how = [phase, done === undefined ? undefined : `${Math.floor(done * 100)} %`].filter(Boolean);
      const whom = blockers.length === 0 ? [] : [`waiting for ${blockers.join(", ")}`];
      return [`${progress.direction} ${progress.label}`, ...how, ...whom].join(": ");
    }
    case "retrying":
      return `${progress.direction} ${progress.label}: a lock was not to be had in time, trying again (${progress.attempt})`;
    default:
      return `${progress.event} ${progress.direction} ${progress.label}`;
  }
}
