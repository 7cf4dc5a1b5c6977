import { describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import type {
  AppliedMigration,
  Migration,
  MigrationVariables,
} from "../../../operations/migrate/migration.ts";
import { planMigrations } from "../../../operations/migrate/plan-migrations.ts";

describe("planMigrations", () => {
  it("applies what is pending, oldest first", () => {
    expect(labels([file(1), file(2), file(3)], [row(1)])).toEqual({ rollBack: [], apply: ["2a", "3a"] });
  });

  it("has nothing to do when files and history agree", () => {
    expect(labels([file(1), file(2)], [row(1), row(2)])).toEqual({ rollBack: [], apply: [] });
  });

  it("rolls back what is no longer among the files, newest first", () => {
    expect(labels([file(1)], [row(1), row(2), row(3)])).toEqual({ rollBack: ["3a", "2a"], apply: [] });
  });

  it("ends at a target, above and below", () => {
    const files = [file(1), file(2), file(3)];
    expect(labels(files, [row(1)], 2)).toEqual({ rollBack: [], apply: ["2a"] });
    expect(labels(files, [row(1), row(2), row(3)], 1)).toEqual({ rollBack: ["3a", "2a"], apply: [] });
    expect(labels(files, [row(1), row(2)], 0)).toEqual({ rollBack: ["2a", "1a"], apply: [] });
  });

  it("rolls back a file that another has replaced, with all that came after, and applies these again", () => {
    expect(labels([file(1), file(2, "b"), file(3)], [row(1), row(2), row(3)])).toEqual({
      rollBack: ["3a", "2a"],
      apply: ["2b", "3a"],
    });
  });

  it("names each edited file and both checksums", () => {
    const edited = {
      ...file(1),
      up: { ...file(1).up, checksum: "new-up" },
      down: { ...file(1).down, checksum: "new-down" },
    };
    expect(() => planMigrations([edited, file(2)], [row(1)])).toThrow(
      new UserError(
        `applied migrations differ from their files:
  - shop/1a.up: applied with checksum up-1, is new-up now
  - shop/1a.down: applied with checksum down-1, is new-down now`,
        {
          where: "migrations",
          mend: "Put them back as they were applied, and make the change in a new migration.",
        },
      ),
    );
  });

  it("names a variable that has another value now", () => {
    expect(() => planMigrations([file(1, "a", { n: 768 })], [row(1, "a", { n: 384 })])).toThrow(
      new UserError(
        `applied migrations differ from their files:
  - shop/1a.up: applied with n = 384, is 768 now`,
        {
          where: "migrations",
          mend: "Put them back as they were applied, and make the change in a new migration.",
        },
      ),
    );
  });

  it("does not mind an edit of what is rolled back anyway", () => {
    const edited = { ...file(2), up: { ...file(2).up, checksum: "other" } };
    expect(labels([file(1), edited], [row(1), row(2)], 1)).toEqual({ rollBack: ["2a"], apply: [] });
  });

  it("refuses a pending migration below the newest applied", () => {
    expect(() => planMigrations([file(1), file(2), file(3)], [row(1), row(3)])).toThrow(
      new UserError("shop/2a.up: not applied, though number 0003 is", {
        where: "migrations",
        mend: "Give a new migration the next free number; if it was applied and its row in pgstack.migrations deleted, put the row back.",
      }),
    );
  });

  it("refuses a target that is no version", () => {
    expect(() => planMigrations([file(1), file(2)], [], 3)).toThrow(
      new UserError("there is no migration 3", { where: "target", mend: "Give 0 to 2." }),
    );
  });
});

function labels(files: Migration[], applied: AppliedMigration[], target?: number) {
  const { rollBack, apply } = planMigrations(files, applied, target);
  const label = ({ version, name }: { version: number; name: string }) => `${version}${name}`;
  return { rollBack: rollBack.map(label), apply: apply.map(label) };
}

function file(version: number, name = "a", variables: MigrationVariables = {}): Migration {
  const script = (direction: string) => ({
    file: `shop/${version}${name}.${direction}`,
    sql: "",
    checksum: `${direction}-${version}`,
  });
  return { version, name, up: script("up"), down: script("down"), variables };
}

function row(version: number, name = "a", variables: MigrationVariables = {}): AppliedMigration {
  return {
    version,
    name,
    upChecksum: `up-${version}`,
    downChecksum: `down-${version}`,
    downSql: "",
    variables,
    appliedAt: new Date(0),
    durationMs: 0,
    appliedBy: "admin",
  };
}
