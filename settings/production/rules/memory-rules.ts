import { instanceClass as sizeOf } from "../../../aws/instance-class.ts";
import { type CheckedProduction, type ProductionRule, type RuleMistake, rule } from "./rule.ts";

const kB = 1024;
const page = 8 * kB;
const GB = 1024 ** 3;

/** What a connection takes: RDS's own figure, of its default for max_connections (RDS user guide, CHAP_Limits, 2026-11-28). */
const connection = 9_531_392;
/** The part of the connections that sort or hash at the same time. */
const busy = 1 / 4;
/** Where nothing is written: a quarter of the memory, a sixteenth for each vacuum, and PostgreSQL's own three workers. */
const usual = { sharedBuffers: 1 / 4, maintenance: 1 / 16, vacuums: 3 } as const;

/** Parameters that take memory. */
const deciding = [
  "shared_buffers",
  "work_mem",
  "maintenance_work_mem",
  "autovacuum_work_mem",
  "autovacuum_max_workers",
];

/** What parameters come to, against the memory of the class. A serverless cluster has no fixed one. */
export const memoryRules: readonly ProductionRule[] = [
  rule(["server", "auroraServerless", "instanceClass", "maxConnections"], (settings) => {
    const memory = memoryOf(settings);
    if (memory === undefined) return [];
    const most = Math.floor(memory / connection);
    return settings.maxConnections > most
      ? [
          {
            key: "maxConnections",
            problem: `more than the ${inGB(memory)} of ${settings.instanceClass} carry`,
            mend: `use ${most} or fewer, or a larger class`,
          },
        ]
      : [];
  }),
  rule(["server", "auroraServerless", "instanceClass", "maxConnections", "parameters"], (settings) => {
    const memory = memoryOf(settings);
    const { parameters, maxConnections, instanceClass } = settings;
    if (memory === undefined || !deciding.some((name) => parameters[name] !== undefined)) return [];
    const shared = bytesOf(parameters.shared_buffers, page) ?? memory * usual.sharedBuffers;
    if (shared >= memory)
      return [tooManyPages(parameters.shared_buffers ?? "", shared, memory, instanceClass)];
    const work = bytesOf(parameters.work_mem, kB) ?? (memory - shared) / maxConnections;
    const each =
      bytesOf(parameters.autovacuum_work_mem, kB) ??
      bytesOf(parameters.maintenance_work_mem, kB) ??
      memory * usual.maintenance;
    const vacuums = bytesOf(parameters.autovacuum_max_workers, 1) ?? usual.vacuums;
    const sessions = maxConnections * busy * work;
    const total = shared + sessions + vacuums * each;
    if (total <= memory) return [];
    const parts = `${inGB(shared)} of buffers, ${inGB(sessions)} of a quarter of the connections, ${inGB(vacuums * each)} of vacuums`;
    return [
      {
        key: "parameters",
        problem: `${parts}: ${inGB(total)}, and ${instanceClass} has ${inGB(memory)}`,
        mend: `lower ${written(parameters)}, or use a larger class`,
      },
    ];
  }),
];

function memoryOf({
  server,
  auroraServerless,
  instanceClass,
}: Pick<CheckedProduction, "server" | "auroraServerless" | "instanceClass">): number | undefined {
  return server === "aurora" && auroraServerless ? undefined : sizeOf(instanceClass)?.memory;
}

function tooManyPages(value: string, shared: number, memory: number, name: string): RuleMistake {
  return {
    key: "parameters",
    entry: ["shared_buffers", value],
    problem: `in pages of 8 kB, ${inGB(shared)}, and ${name} has ${inGB(memory)}: the server would not start`,
    mend: `use about ${Math.round((memory * usual.sharedBuffers) / page)}, a quarter`,
  };
}

/** A formula, or a value that is wrong by itself, counts as not written. */
function bytesOf(value: string | undefined, unit: number): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) * unit : undefined;
}

function written(parameters: Readonly<Record<string, string>>): string {
  const names = deciding.filter((name) => parameters[name] !== undefined);
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}

function inGB(bytes: number): string {
  return `${Number((bytes / GB).toPrecision(3))} GB`;
}
