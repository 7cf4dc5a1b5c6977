import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { GB, inWords } from "../../configuration/amount.ts";
import { preloadedLibraries } from "../../configuration/preloaded-libraries.ts";
import { serverParameters } from "../../configuration/server-parameters.ts";
import { valuesOf } from "../../configuration/values-of.ts";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { startServer } from "./bench-server.ts";
import { chart } from "./chart.ts";
import { type Comparison, compare } from "./compare.ts";
import { resultTable } from "./result-table.ts";
import { scenes } from "./scenes.ts";

// npm run bench:profiles [-- --only <part of a case's name>] [--rounds <number>] [--seconds <number>] [--json]: the
// computed profiles against PostgreSQL's defaults. Prints, and writes results.json and results.svg here: what it measured
// takes the place of what they had, but for cases that were disturbed.
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  },
});
const say = (line: string) => (values.json ? console.error(line) : console.log(line));
const chosen = scenes
  .map((scene) => ({
    ...scene,
    dataSets: scene.dataSets
      .map((set) => ({ ...set, cases: set.cases.filter(({ name }) => name.includes(values.only)) }))
      .filter(({ cases }) => cases.length > 0),
  }))
  .filter(({ dataSets }) => dataSets.length > 0);
if (chosen.length === 0) {
  const names = scenes.flatMap(({ dataSets }) =>
    dataSets.flatMap(({ cases }) => cases.map(({ name }) => name)),
  );
  console.error(`there is no case with "${values.only}"; there are\n${names.join("\n")}`);
  process.exit(2);
}
const daemon = await findDaemon();
if (!isDaemon(daemon)) {
  console.error(`the servers are in Docker, and ${daemon.problem}\n${daemon.mend}`);
  process.exit(2);
}

const results: Comparison[] = [];
for (const { profile, memory, cores, dataSets } of chosen) {
  const computed = serverParameters({
    profile,
    size: { memory, cores, storage: 50 * GB },
    majorVersion: 17,
    replicas: 0,
    synchronous: false,
    preload: preloadedLibraries.own,
    lz4: true,
  });
  const watching = computed.filter(({ group }) => group === "libraries" || group === "logging");
  const size = { dockerHost: daemon.host, memory, cores };
  await using bare = await startServer(size);
  await using defaults = await startServer({ ...size, parameters: valuesOf(watching) });
  await using profileServer = await startServer({ ...size, parameters: valuesOf(computed) });
  const sides = { bare, defaults, profile: profileServer };
  say(
    `Profile ${profile} against PostgreSQL's defaults: containers of ${inWords(memory)} and ${cores} cores`,
  );
  for (const { about, prepare, cases } of dataSets) {
    say(`  ${about}`);
    const servers = Object.values(sides);
    await Promise.all(
      servers.map(async (server) => {
        await server.sql("postgres", "CREATE DATABASE bench");
        await prepare(server);
      }),
    );
    const measured: Comparison[] = [];
    for (const each of cases) {
      const rounds = Math.min(each.rounds ?? Number.POSITIVE_INFINITY, Number(values.rounds));
      measured.push(await compare(each, sides, { rounds, seconds: Number(values.seconds) }));
      if (process.stderr.isTTY) process.stderr.write(`  ${each.name}\r`);
    }
    say(resultTable(measured));
    results.push(...measured);
    for (const server of servers) await server.sql("postgres", "DROP DATABASE bench WITH (FORCE)");
    writeResults(measured);
  }
}
if (values.json) console.log(JSON.stringify(results, null, 2));

/** Keeps the order of the scenes; a case that is measured again takes the place of what there was of it. */
function writeResults(measured: readonly Comparison[]): void {
  const file = new URL("results.json", import.meta.url);
  const known = new Map(readResults(file).map((result) => [result.name, result]));
  for (const result of measured) if (result.verdict !== "disturbed") known.set(result.name, result);
  const all = scenes
    .flatMap(({ dataSets }) => dataSets.flatMap(({ cases }) => cases.map(({ name }) => known.get(name))))
    .filter((result) => result !== undefined);
  if (all.length === 0) return;
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(new URL("results.svg", import.meta.url), chart(all));
}

function readResults(file: URL): Comparison[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Comparison[];
  } catch {
    return [];
  }
}
