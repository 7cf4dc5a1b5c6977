import { describe, expect, it } from "vitest";
import { accessFindings } from "../../../cli/output/access/access-findings.ts";
import { repairPlan, repairResult } from "../../../cli/output/access/repair-text.ts";
import { styler } from "../../../cli/output/style.ts";
import type { AccessFinding } from "../../../operations/access/access-finding.ts";
import { planRepair } from "../../../operations/access/plan-repair.ts";

const style = styler({ isTTY: false } as NodeJS.WriteStream);

function lacking(table: string): AccessFinding {
  const item = {
    kind: "table",
    object: table,
    grantee: "app",
    privilege: "SELECT",
    grantable: false,
  } as const;
  return {
    key: `privilege/table/shop.${table}/app/lacks/SELECT`,
    severity: "medium",
    where: `table shop.${table}`,
    what: "app lacks SELECT",
    expected: "SELECT",
    actual: "nothing of it",
    mender: "fix",
    sql: [`GRANT SELECT ON TABLE "shop"."${table}" TO "app"`],
    privileges: { schema: "shop", missing: [item], excess: [] },
    fold: { group: "shop table app lacks SELECT", many: "tables of shop" },
  };
}

const base = { expected: "a", actual: "b", severity: "high" } as const;
const owner: AccessFinding = {
  ...base,
  key: "owner/table/shop.a",
  where: "table shop.a",
  what: "belongs to eve, declared is own",
  mender: "fix",
  sql: ['ALTER TABLE "shop"."a" OWNER TO "own"'],
};
const mighty: AccessFinding = {
  ...base,
  key: "role/app/SUPERUSER",
  where: "role app",
  what: "is SUPERUSER, declared is NOSUPERUSER",
  mender: "up",
  sql: ['ALTER ROLE "app" NOSUPERUSER'],
};
const eve: AccessFinding = {
  ...base,
  key: "role/eve/undeclared",
  where: "role eve",
  what: "is not declared",
  mender: "hand",
  sql: ['DROP OWNED BY "eve"', 'DROP ROLE "eve"'],
};
const tables = ["a", "b", "c", "d", "e"].map(lacking);
const all = [mighty, eve, owner, ...tables];

describe("planning a repair", () => {
  it("changes owners before privileges, and those of many objects by one statement", () => {
    const { steps, left } = planRepair([...tables, owner, mighty, eve]);
    expect(steps).toEqual([
      { sql: 'ALTER TABLE "shop"."a" OWNER TO "own"', keys: ["owner/table/shop.a"] },
      {
        sql: 'GRANT SELECT ON TABLE "shop"."a", "shop"."b", "shop"."c", "shop"."d", "shop"."e" TO "app"',
        keys: tables.map(({ key }) => key),
      },
    ]);
    expect(left).toEqual([mighty, eve]);
  });
});

describe("the printed differences", () => {
  it("are told with what mends them, equal ones together", () => {
    expect(accessFindings({ findings: all, unseen: ["the dark"] }, 80, style).split("\n")).toEqual([
      "high    role app",
      "        is SUPERUSER, declared is NOSUPERUSER",
      "          `npx pgstack up --refresh` mends it.",
      "high    role eve",
      "        is not declared",
      "          Yours to decide; nothing does it for you:",
      '          DROP OWNED BY "eve"',
      '          DROP ROLE "eve"',
      "high    table shop.a",
      "        belongs to eve, declared is own",
      '          ALTER TABLE "shop"."a" OWNER TO "own"',
      "medium  5 tables of shop: a, b, c and 2 more",
      "        app lacks SELECT",
      '          GRANT SELECT ON TABLE "shop"."a", "shop"."b", "shop"."c", "shop"."d",',
      '          "shop"."e" TO "app"',
      "",
      "Not seen: the dark",
      "8 differences: 3 high, 5 medium. `npx pgstack access fix` mends 6.",
    ]);
  });

  it("say who may mend what the administrator may not", () => {
    const finding = { ...owner, mender: "superuser" as const };
    expect(accessFindings({ findings: [finding], unseen: [] }, 100, style).split("\n")).toEqual([
      "high    table shop.a",
      "        belongs to eve, declared is own",
      "          The server's superuser alone may mend it (docs/access-audit.md says how), by:",
      '          ALTER TABLE "shop"."a" OWNER TO "own"',
      "",
      "1 difference: 1 high.",
    ]);
  });

  it("are none where access is as declared", () => {
    expect(accessFindings({ findings: [], unseen: [] }, 80, style)).toBe(
      "Access is as the model declares it.",
    );
  });

  it("say what will be run, and what is left", () => {
    expect(repairPlan(planRepair([owner, eve]), 80, style).split("\n")).toEqual([
      "To run, in one transaction (1 statement):",
      '  ALTER TABLE "shop"."a" OWNER TO "own";',
      "Left as it is (1 difference):",
      "high    role eve",
      "        is not declared",
      "          Yours to decide; nothing does it for you:",
      '          DROP OWNED BY "eve"',
      '          DROP ROLE "eve"',
      "",
      "1 difference: 1 high.",
    ]);
  });

  it("say what was done, and what the server refused", () => {
    const step = { sql: "GRANT a TO b", keys: ["k"] };
    const more = { ...step, sql: "GRANT c TO d" };
    const refused = [{ ...step, reason: "permission denied to grant role" }];
    expect(
      repairResult(
        { done: [step, more], refused, after: { findings: [], unseen: [] } },
        [step],
        80,
        style,
      ).split("\n"),
    ).toEqual([
      "2 statements ran in one transaction.",
      "also     GRANT c TO d",
      "refused  GRANT a TO b: permission denied to grant role",
      "What the server refused, its superuser may do: docs/access-audit.md says how.",
      "Access is as the model declares it.",
    ]);
  });
});
