import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { figure } from "./figure.ts";
import { type BenchResult, measure } from "./measure.ts";
import { rows } from "./rows.ts";

// npm run bench [-- --only <name>] [--pairs <number>]: measures, prints, and writes bench/results.json and results.svg.
const { values } = parseArgs({ options: { only: { type: "string" }, pairs: { type: "string" } } });
const chosen = rows.filter((row) => values.only === undefined || row.name === values.only);
if (chosen.length === 0) {
  console.error(`there is no row "${values.only}"; there are ${rows.map((row) => row.name).join(", ")}`);
  process.exit(2);
}

const results: BenchResult[] = [];
for (const row of chosen) {
  const pairs = values.pairs === undefined ? row.pairs : Number(values.pairs);
  console.log(`${row.name}: ${row.project}, against ${row.baseline}`);
  const result = await measure({ ...row, pairs }, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`  pair ${done} of ${pairs}\r`);
  });
  const { projectMs, baselineMs, limit } = result;
  const { min, median, max } = limit.found;
  console.log(
    `  ${figure(median)} ${limit.what} (${figure(min)} to ${figure(max)}), at most ${limit.most}: ` +
      `${median <= limit.most ? "held" : "missed"}; ${Math.round(projectMs.median)} ms against ${Math.round(baselineMs.median)} ms`,
  );
  results.push(result);
}
// What was measured before of the others is kept.
const file = new URL("results.json", import.meta.url);
const before = JSON.parse(readFileSync(file, "utf8")) as BenchResult[];
const kept = rows.flatMap(({ name }) => [...results, ...before].find((result) => result.name === name) ?? []);
writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
writeFileSync(new URL("results.svg", import.meta.url), chart(kept));
