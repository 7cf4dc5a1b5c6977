import { type Spread, spread } from "../statistics.ts";
import type { BenchServer } from "./bench-server.ts";
import type { ProfileCase } from "./scene.ts";
import { usedSince } from "./usage.ts";

/** What a case measured. */
export interface Comparison {
  readonly name: string;
  readonly memoryLimited: boolean;
  readonly goal: number;
  readonly rounds: number;
  /** Units of work in a second; `bare` has PostgreSQL's defaults, `defaults` the profile's libraries and log beside them. */
  readonly bare: Spread;
  readonly defaults: Spread;
  readonly profile: Spread;
  /** Profile / defaults of each round: above one, the profile is faster. */
  readonly speed: Spread;
  /** Profile / bare of each round: what the computed values give, less what the libraries and the log take. */
  readonly speedOverBare: Spread;
  /** Defaults' processor time for a unit / the profile's: above one, the profile needs less. Others take no part in it. */
  readonly thrift: Spread;
  /** Processor time of a unit, in microseconds. */
  readonly microseconds: { readonly defaults: Spread; readonly profile: Spread };
  /** The part of the machine's processor time that others took, and the part it waited for disks. */
  readonly others: number;
  readonly waiting: number;
  /** Whether the host had huge pages for the profile's buffers. */
  readonly hugePages: boolean;
  /** What the median of speed says of the goal; `disturbed` where others took too much for it to say anything. */
  readonly verdict: "reached" | "missed" | "disturbed";
}

/** The part of the machine's processor time that others may take in a run that counts. */
const mostOthers = 0.1;

interface Run {
  readonly rate: number;
  readonly microseconds: number;
  readonly others: number;
  readonly waiting: number;
  readonly total: number;
}

/** The servers of a scene. */
export interface Sides {
  readonly bare: BenchServer;
  readonly defaults: BenchServer;
  readonly profile: BenchServer;
}

/** All sides in turn, and in the other order in every second round; the first round warms up and is not counted. */
export async function compare(
  each: ProfileCase,
  sides: Sides,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Comparison> {
  const bare: Run[] = [];
  const defaults: Run[] = [];
  const profile: Run[] = [];
  for (let round = 0; round <= rounds; round++) {
    const runs = new Map<BenchServer, Run>();
    const order = [sides.bare, sides.defaults, sides.profile];
    for (const server of round % 2 === 0 ? order : order.reverse())
      runs.set(server, await once(each, server, seconds));
    if (round === 0) continue;
    bare.push(runs.get(sides.bare) as Run);
    defaults.push(runs.get(sides.defaults) as Run);
    profile.push(runs.get(sides.profile) as Run);
  }
  const all = [...bare, ...defaults, ...profile];
  const total = sum(all.map((run) => run.total));
  const pairs = defaults.map((one, round) => [one, profile[round] as Run] as const);
  const goal = each.memoryLimited ? 1.3 : 1;
  const speed = spread(pairs.map(([one, other]) => other.rate / one.rate));
  const others = sum(all.map((run) => run.others)) / total;
  return {
    name: each.name,
    memoryLimited: each.memoryLimited,
    goal,
    rounds,
    bare: spread(bare.map(({ rate }) => rate)),
    defaults: spread(defaults.map(({ rate }) => rate)),
    profile: spread(profile.map(({ rate }) => rate)),
    speed,
    speedOverBare: spread(bare.map((one, round) => (profile[round] as Run).rate / one.rate)),
    thrift: spread(pairs.map(([one, other]) => one.microseconds / other.microseconds)),
    microseconds: {
      defaults: spread(defaults.map(({ microseconds }) => microseconds)),
      profile: spread(profile.map(({ microseconds }) => microseconds)),
    },
    others,
    waiting: sum(all.map(({ waiting }) => waiting)) / total,
    hugePages: (await sides.profile.sql("postgres", "SHOW huge_pages_status")) === "on",
    verdict: others > mostOthers ? "disturbed" : speed.median >= goal ? "reached" : "missed",
  };
}

async function once(each: ProfileCase, server: BenchServer, seconds: number): Promise<Run> {
  const before = await server.usage();
  const work = await each.run(server, seconds);
  const used = usedSince(before, await server.usage());
  return {
    rate: work.units / work.seconds,
    microseconds: (used.container * 1e6) / work.units,
    others: used.machine - used.container,
    waiting: used.waiting,
    total: used.total,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
