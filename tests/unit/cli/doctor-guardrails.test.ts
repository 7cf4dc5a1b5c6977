import { describe, expect, it } from "vitest";
import { checkGuardrails, type LabFacts } from "../../../operations/doctor/checks/guardrails.ts";
import { readSettings } from "../../../settings/read.ts";

const GB = 1024 ** 3;
const settings = readSettings("dev", {});
const now = new Date("2026-11-21T12:00:00Z");
const facts: LabFacts = {
  instances: 2,
  storageUsed: 3 * GB,
  oldestLog: new Date("2026-11-18T11:00:00Z"),
};

describe("checkGuardrails", () => {
  it("says how much of each limit is used", () => {
    expect(checkGuardrails(settings, facts, now)).toEqual([
      { name: "Instances", level: "ok", found: "2 of at most 2 database instances" },
      { name: "Storage", level: "ok", found: "3.0 GB of the 20GB of pgstack:storage, 15 %" },
      { name: "Logs", level: "ok", found: "reach back 3 days of 7" },
    ]);
  });

  it("warns of each that is broken, with what to do", () => {
    const broken = { instances: 3, storageUsed: 18 * GB, oldestLog: new Date("2026-10-01T12:00:00Z") };
    expect(checkGuardrails(settings, broken, now)).toEqual([
      {
        name: "Instances",
        level: "warn",
        found: "3 of at most 2 database instances",
        mend: "Set pgstack:replicas lower and run `npm run up`, or set pgstack:guardrails to false.",
      },
      {
        name: "Storage",
        level: "warn",
        found: "18.0 GB of the 20GB of pgstack:storage, 90 %",
        mend: "Delete what is not needed and VACUUM, or set pgstack:storage higher: a full disk stops the server.",
      },
      {
        name: "Logs",
        level: "warn",
        found: "reach back 51 days of 7",
        mend: "Set pgstack:logRetention to 52 if they are meant to, or delete the older ones.",
      },
    ]);
  });

  it.each([
    ["ok", 100 * GB, 5 * GB, "5.0 GB of 100.0 GB free"],
    ["warn", 100 * GB, 3.9 * GB, "3.9 GB of 100.0 GB free"],
    ["fail", 100 * GB, 1 * GB, "1.0 GB of 100.0 GB free"],
    ["ok", 10 * GB, 2.1 * GB, "2.1 GB of 10.0 GB free"],
    ["warn", 10 * GB, 1.9 * GB, "1.9 GB of 10.0 GB free"],
    ["fail", 10 * GB, 0, "0.0 GB of 10.0 GB free"],
  ])("says %s of a disk of %d bytes with %d free", (level, size, free, found) => {
    const [, , disk] = checkGuardrails(settings, { ...facts, disk: { size, free } }, now);
    expect(disk).toMatchObject({ name: "Volumes' disk", level, found });
  });

  it("holds primary and replicas together to the lab's 50 GB", () => {
    const [, storage] = checkGuardrails(
      { ...settings, storage: 50 * GB, replicas: 1 },
      { ...facts, storageUsed: 41 * GB },
      now,
    );
    expect(storage).toMatchObject({ level: "warn", found: "41.0 GB of the 50GB of the guardrails, 82 %" });
    const [each] = checkGuardrails(
      { ...settings, storage: 50 * GB, replicas: 1, guardrails: false },
      { ...facts, storageUsed: 41 * GB },
      now,
    );
    expect(each).toMatchObject({ level: "ok", found: "41.0 GB of the 100GB of pgstack:storage, 41 %" });
  });

  it("says nothing of what could not be found out", () => {
    const none: LabFacts = { instances: undefined, storageUsed: undefined, oldestLog: undefined };
    expect(checkGuardrails(settings, none, now)).toEqual([]);
  });
});
