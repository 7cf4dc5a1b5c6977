import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { isFixed, parameterFact, parameterNames } from "../../../aws/parameters/parameter-fact.ts";
import { unitOf } from "../../../configuration/rds/rds-value.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { type BareServer, newBareServer } from "../configuration/bare-server.ts";

/** The version that the table is of. */
const tableOf = "17";

let server: BareServer | undefined;
let rows: string[][] = [];

beforeEach(async (context) => {
  needsPostgres(context);
  const { majorVersion } = testPostgres();
  context.skip(String(majorVersion) !== tableOf, `needs PostgreSQL ${tableOf}, which the table is of`);
  if (server !== undefined) return;
  server = await newBareServer();
  await server.startWith({});
  rows = await server.rows(
    `SELECT lower(name), vartype, coalesce(unit, ''), coalesce(min_val, ''), coalesce(max_val, ''), context,
       coalesce(array_to_string(enumvals, ','), '')
     FROM pg_settings
     WHERE name NOT LIKE '%.%' AND context <> 'internal' AND category NOT LIKE 'Developer Options'
     ORDER BY 1`,
  );
});

afterAll(() => server?.clear());

/** RDS and we take no TLS that is older than 1.2. */
const oldTls = new Set(["", "TLSv1", "TLSv1.1"]);

/** Builds for one system have more than RDS's; none of these is in its groups. */
const notOnRds = new Set([
  "bonjour",
  "bonjour_name",
  "extension_destdir",
  "exit_on_error",
  "max_notify_queue_pages",
  "output_plugin_libraries",
]);
const kinds: Readonly<Record<string, string>> = {
  bool: "boolean",
  enum: "enum",
  integer: "integer",
  real: "real",
  string: "text",
};

describe("the table of parameters", () => {
  it("has each of PostgreSQL's, or says that RDS keeps it to itself", () => {
    const missing = rows
      .map(([name = ""]) => name)
      .filter((name) => parameterFact(name) === undefined && !isFixed(name) && !notOnRds.has(name));
    expect(missing).toEqual([]);
  });

  it("has none of its own beside RDS's and the libraries'", () => {
    const names = new Set(rows.map(([name]) => name));
    expect(parameterNames.filter((name) => !name.includes(".") && !names.has(name))).toEqual([]);
  });

  it("has PostgreSQL's kinds, units, ranges, words and contexts", () => {
    const own = rows.flatMap(([name = "", type = "", unit, least, most, context, words]) => {
      const fact = parameterFact(name);
      if (fact === undefined) return [];
      const isNumber = fact.kind === "integer" || fact.kind === "real";
      // RDS calls temp_file_limit static.
      const isStatic = context === "postmaster" || name === "temp_file_limit";
      return [
        [
          [name, fact.kind, fact.unit ?? "", fact.range, fact.isStatic, fact.words?.toSorted()],
          [
            name,
            kinds[type],
            unit,
            isNumber ? [Number(least), Number(most)] : undefined,
            isStatic,
            fact.kind === "enum"
              ? words
                  ?.split(",")
                  .filter((word) => !oldTls.has(word))
                  .toSorted()
              : undefined,
          ],
        ],
      ];
    });
    expect(own.length).toBeGreaterThan(200);
    expect(own.map(([table]) => table)).toEqual(own.map(([, settings]) => settings));
  });

  it("has the units that profiles are computed with", () => {
    expect(Object.keys(unitOf).map((name) => [name, parameterFact(name)?.unit])).toEqual(
      Object.entries(unitOf),
    );
  });
});
