import { endOfSupport, supportedMajors } from "../../../aws/engine-support.ts";
import { engineMajors, type PostgresEngine } from "../../../aws/engine-versions.ts";
import { type ProductionRule, rule } from "./rule.ts";

const engines = {
  rds: { engine: "postgres", name: "RDS for PostgreSQL" },
  aurora: { engine: "aurora-postgresql", name: "Aurora PostgreSQL" },
} as const satisfies Record<string, { engine: PostgresEngine; name: string }>;

/** The major version: one that the engine has, in standard support. */
export const versionRules: readonly ProductionRule[] = [
  rule(["engineVersion", "server"], ({ engineVersion, server }, { today }) => {
    const { engine, name } = engines[server];
    const supported = supportedMajors(engine, today);
    const mend = `use ${inWords(supported)}`;
    if (!engineMajors(engine).includes(engineVersion))
      return [{ key: "engineVersion", problem: `no version of ${name}`, mend }];
    if (supported.includes(engineVersion)) return [];
    const end = endOfSupport(engine, engineVersion);
    const since = end === undefined ? "long out of support" : `out of standard support since ${end}`;
    return [
      {
        key: "engineVersion",
        problem: `${since}, and Extended Support is paid for apart`,
        mend,
      },
    ];
  }),
];

function inWords(majors: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(majors);
}
