import { beforeEach, expect, it } from "vitest";
import { instanceFamilies } from "../../aws/instance-families.ts";
import { familyOf, postgresClasses } from "../../aws/postgres-classes.ts";
import { checkSettings } from "../../settings/check-settings.ts";
import { cfnLintTables } from "./cfn-lint-tables.ts";
import { needsPythonTool } from "./needs-python-tool.ts";

const today = new Date("2026-11-28");
const region = "us-east-1";

beforeEach((context) => needsPythonTool(context, "cfn-lint"));

function listed(): { classes: string[]; versions: string[] } {
  const { classes, versions } = cfnLintTables();
  return { classes: classes.postgres[region] ?? [], versions: versions.postgres };
}

const accepts = (raw: Record<string, string>) => checkSettings("prod", raw, { today }).mistakes.length === 0;

/** AWS has these still in its lists; they run no version in standard support ("Supported DB engines for DB instance classes"). */
const retired = (name: string) => instanceFamilies.get(familyOf(name) ?? "")?.firstMajor === undefined;

it("takes each class that cfn-lint has for us-east-1, but for those that run no version in support", () => {
  // A small class carries fewer connections and the replica has the same class; nothing else depends on it.
  const taken = listed().classes.filter((name) => accepts({ instanceClass: name, maxConnections: "50" }));
  expect(taken).toEqual(listed().classes.filter((name) => !retired(name)));
});

it("takes no class that cfn-lint does not have for us-east-1", () => {
  const { classes } = listed();
  const others = [...instanceFamilies].flatMap(([family]) =>
    [
      "micro",
      "small",
      "medium",
      "large",
      "xlarge",
      "2xlarge",
      "3xlarge",
      "24xlarge",
      "32xlarge",
      "48xlarge",
      "96xlarge",
    ]
      .map((size) => `db.${family}.${size}`)
      .filter((name) => !classes.includes(name)),
  );
  const elsewhere = postgresClasses("eu-west-1").filter((name) => !classes.includes(name));
  expect(elsewhere.length).toBeGreaterThan(0);
  expect([...others, ...elsewhere].filter((name) => accepts({ instanceClass: name }))).toEqual([]);
});

it("takes the majors in standard support, and refuses each full version of cfn-lint's for its major", () => {
  const { versions } = listed();
  const majors = versions.filter((version) => /^\d+$/.test(version));
  expect(majors.filter((engineVersion) => accepts({ engineVersion })).sort()).toEqual([
    "14",
    "15",
    "16",
    "17",
    "18",
  ]);
  const pinned = versions.filter((version) => version.includes("."));
  expect(pinned.length).toBeGreaterThan(200);
  for (const engineVersion of pinned) {
    const [mistake] = checkSettings("prod", { engineVersion }, { today }).mistakes;
    expect([engineVersion, mistake?.problem]).toEqual([
      engineVersion,
      "a minor version, which AWS replaces by the next by itself: an update would then ask for a downgrade",
    ]);
  }
});
