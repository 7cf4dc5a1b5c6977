import { formatMemorySize } from "../../../settings/memory-size.ts";
import type { Finding } from "../finding.ts";

/** A replica, as the primary sees it and as it sees itself. */
export interface ReplicaFacts {
  /** `replica-1`. */
  readonly name: string;
  /** Of its connection, at the primary: `streaming`, `catchup`, `startup`, `backup`; `undefined` without one. */
  readonly state: string | undefined;
  /** Whether commits wait for it. */
  readonly synchronous: boolean;
  /** WAL that it has not replayed, in bytes; `undefined` without a connection. */
  readonly behind: number | undefined;
  /** For how long the primary's changes wait to be replayed, in seconds; `undefined` where that is not known. */
  readonly lag: number | undefined;
  /** Whether somebody paused the replay; `undefined` where it does not answer. */
  readonly paused: boolean | undefined;
  /** WAL that the primary keeps for its slot, in bytes; `undefined` without a slot. */
  readonly kept: number | undefined;
  /** Whether its slot has lost WAL that it still needs: it has to be made anew. */
  readonly lost: boolean;
}

/** As R2's alarms have it, in seconds: a warning, and what an operator has to look at now. */
const lagLimits = { warning: 60, critical: 100 } as const;

/**
 * Each reader's lag, and whether the primary's commits wait for one that is not there.
 * @param synchronous whether commits wait for a replica
 */
export function checkReplication(replicas: readonly ReplicaFacts[], synchronous: boolean): Finding[] {
  const findings = replicas.map(checkReplica);
  if (!synchronous || replicas.length === 0 || replicas.some(isStreaming)) return findings;
  return [
    ...findings,
    {
      name: "Commits",
      level: "fail",
      found: "wait for a replica, and none is there: every change hangs",
      mend: "`npm run up` brings the replicas back; pgstack:synchronousReplication: false lets commits go on without.",
    },
  ];
}

function isStreaming({ state }: ReplicaFacts): boolean {
  return state === "streaming";
}

function checkReplica(facts: ReplicaFacts): Finding {
  const { name, state, synchronous, behind, lag, paused, kept, lost } = facts;
  const finding = { name: name.charAt(0).toUpperCase() + name.slice(1) };
  if (lost) {
    return {
      ...finding,
      level: "warn",
      found: "was away for so long that the primary no longer has the WAL it needs",
      mend: `Remove its container and its volume; \`npm run up\` clones it anew.`,
    };
  }
  if (state === undefined) {
    const keeps = kept === undefined ? "" : `; the primary keeps ${size(kept)} of WAL for it`;
    return {
      ...finding,
      level: "warn",
      found: `not connected to the primary${keeps}`,
      mend: "`npm run up` brings it back; `docker logs` of its container says why it is not there.",
    };
  }
  const kind = synchronous ? "synchronous" : "asynchronous";
  const found = `${state}, ${kind}, ${lagWords(lag)}, ${size(behind ?? 0)} to replay`;
  if (paused) {
    return {
      ...finding,
      level: "warn",
      found: `${found}; its replay was paused`,
      mend: "SELECT pg_wal_replay_resume() there lets it go on.",
    };
  }
  if (state !== "streaming") {
    return { ...finding, level: "warn", found, mend: "It reads on until it has caught up; look again." };
  }
  if (lag === undefined || lag <= lagLimits.warning) return { ...finding, level: "ok", found };
  const [limit, word] =
    lag > lagLimits.critical ? [lagLimits.critical, "critical"] : [lagLimits.warning, "late"];
  return {
    ...finding,
    level: "warn",
    found: `${found}: ${word}, above ${limit} s`,
    mend: "A long query there holds the replay up, or its machine writes more slowly than the primary.",
  };
}

function lagWords(lag: number | undefined): string {
  if (lag === undefined) return "its lag is not known";
  return lag < 10 ? `${lag.toFixed(1)} s behind` : `${Math.round(lag)} s behind`;
}

function size(bytes: number): string {
  return bytes < 1024 ** 2
    ? `${Math.ceil(bytes / 1024)}kB`
    : formatMemorySize(Math.round(bytes / 1024 ** 2) * 1024 ** 2);
}
