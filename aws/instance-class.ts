/** What an RDS instance class has. */
export interface InstanceClass {
  readonly cores: number;
  /** Of the machine, in bytes; what RDS's formulas call DBInstanceClassMemory is less. */
  readonly memory: number;
}

const gibibyte = 1024 ** 3;

/**
 * GiB of memory for each virtual CPU, by family (AWS, "Hardware specifications for DB instance classes", 2026-11-28): m, r
 * and their kin keep to one figure over all generations since the fifth. Not all of them run PostgreSQL.
 */
const memoryPerCore: readonly (readonly [family: RegExp, gibibytes: number])[] = [
  [/^m[4-9][a-z]*$/, 4],
  [/^r[34]$/, 7.625],
  [/^r[5-9][a-z]*$/, 8],
  [/^c\d+[a-z]*$/, 2],
  [/^z1d$/, 8],
  [/^x2(g|idn)$/, 16],
  [/^x2iedn$/, 32],
];

/** The burstable ones have a table of their own, the same for t3 and t4g: cores, GiB. */
const burstable: Readonly<Record<string, readonly [cores: number, gibibytes: number]>> = {
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};

/** The size of a class such as `db.r7g.large`, or `undefined` for a name that is no class known here. */
export function instanceClass(name: string): InstanceClass | undefined {
  const [, family = "", size = ""] = /^db\.(?<family>[a-z0-9]+)\.(?<size>[a-z0-9]+)$/.exec(name) ?? [];
  if (/^t(3|4g)$/.test(family)) {
    const [cores, gibibytes] = burstable[size] ?? [];
    return cores === undefined || gibibytes === undefined
      ? undefined
      : { cores, memory: gibibytes * gibibyte };
  }
  const cores = coresOf(size);
  const perCore = memoryPerCore.find(([pattern]) => pattern.test(family))?.[1];
  return cores === undefined || perCore === undefined
    ? undefined
    : { cores, memory: cores * perCore * gibibyte };
}

/** `medium` 1, `large` 2, `xlarge` 4, and `12xlarge` twelve times that. */
function coresOf(size: string): number | undefined {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const times = /^(?<times>[1-9]\d?)?xlarge$/.exec(size);
  return times === null ? undefined : 4 * Number(times.groups?.times ?? 1);
}
