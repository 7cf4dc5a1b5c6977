import { guardrails } from "../../../settings/guardrails.ts";
import { formatMemorySize } from "../../../settings/memory-size.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Finding } from "../finding.ts";

/** What is there of a stack; what could not be found out is `undefined`. */
export interface LabFacts {
  /** Database instances that run: the primary and replicas. */
  readonly instances: number | undefined;
  /** What all of its volumes, or folders of data, hold; in bytes. */
  readonly storageUsed: number | undefined;
  /** When the oldest line of its logs was written. */
  readonly oldestLog: Date | undefined;
  /** The fullest of the file systems its volumes are on, in bytes. @default not looked at */
  readonly disk?: { readonly size: number; readonly free: number } | undefined;
}

type LabSettings = Pick<Settings, "guardrails" | "storage" | "replicas" | "logRetention">;

/** From this share of the storage on it is time to do something. */
const nearlyFull = 0.8;
/** From this share on the next change may fail. */
const full = 0.95;
const day = 24 * 60 * 60 * 1000;

/** Whether what is there keeps the limits of the lab, and those of the stack's own settings. */
export function checkGuardrails(settings: LabSettings, facts: LabFacts, now = new Date()): Finding[] {
  return [
    checkInstances(settings, facts.instances),
    checkStorage(settings, facts.storageUsed),
    checkDisk(settings, facts.disk),
    checkLogs(settings, facts.oldestLog, now),
  ].flatMap((finding) => finding ?? []);
}

/** With the guardrails off there is no limit to watch. */
function checkInstances({ guardrails: on }: LabSettings, instances: number | undefined): Finding | undefined {
  if (!on || instances === undefined) return undefined;
  const finding = {
    name: "Instances",
    found: `${instances} of at most ${guardrails.instances} database instances`,
  };
  if (instances <= guardrails.instances) return { ...finding, level: "ok" };
  return {
    ...finding,
    level: "warn",
    mend: "Set pgstack:replicas lower and run `npm run up`, or set pgstack:guardrails to false.",
  };
}

/** A primary and each replica have the storage of the setting; the lab has its limit for all of them together. */
function checkStorage(
  { guardrails: on, storage, replicas }: LabSettings,
  used: number | undefined,
): Finding | undefined {
  if (used === undefined) return undefined;
  const given = storage * (1 + replicas);
  const limit = on ? Math.min(given, guardrails.storage) : given;
  const by = limit === given ? "pgstack:storage" : "the guardrails";
  const share = Math.round((used / limit) * 100);
  const finding = {
    name: "Storage",
    found: `${gigabytes(used)} of the ${formatMemorySize(limit)} of ${by}, ${share} %`,
  };
  if (used < nearlyFull * limit) return { ...finding, level: "ok" };
  const more = by === "the guardrails" ? "set pgstack:guardrails to false" : "set pgstack:storage higher";
  return {
    ...finding,
    level: "warn",
    mend: `Delete what is not needed and VACUUM, or ${more}: a full disk stops the server.`,
  };
}

/** The setting is what the server may take; what is left on the disk is what it can. Of a larger disk a share of the setting counts. */
function checkDisk({ storage }: LabSettings, disk: LabFacts["disk"]): Finding | undefined {
  if (disk === undefined) return undefined;
  const { size, free } = disk;
  const needed = Math.min(size, storage);
  const finding = {
    name: "Volumes' disk",
    found: `${gigabytes(free)} of ${gigabytes(size)} free`,
  };
  if (free > (1 - nearlyFull) * needed) return { ...finding, level: "ok" };
  return {
    ...finding,
    level: free > (1 - full) * needed ? "warn" : "fail",
    mend: "Make room on the disk of Docker's volumes, or DROP or TRUNCATE what is not needed: changes fail when it is full (SQLSTATE 53100), and without room for WAL the server stops.",
  };
}

function checkLogs(
  { guardrails: on, logRetention }: LabSettings,
  oldest: Date | undefined,
  now: Date,
): Finding | undefined {
  if (oldest === undefined) return undefined;
  const days = Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / day));
  const limit = on ? Math.min(logRetention, guardrails.logDays) : logRetention;
  const finding = { name: "Logs", found: `reach back ${days} ${days === 1 ? "day" : "days"} of ${limit}` };
  if (days <= limit) return { ...finding, level: "ok" };
  return {
    ...finding,
    level: "warn",
    mend: `Set pgstack:logRetention to ${days + 1} if they are meant to, or delete the older ones.`,
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
