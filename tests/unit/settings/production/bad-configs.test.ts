import { describe, expect, it } from "vitest";
import { parseStackFile } from "../../../../settings/from-stack-file.ts";
import { readSettings } from "../../../../settings/read.ts";
import { messageOf } from "../message-of.ts";
import { aurora } from "./bad-configs/aurora.ts";
import { backups } from "./bad-configs/backups.ts";
import type { BadConfig } from "./bad-configs/bad-config.ts";
import { names } from "./bad-configs/names.ts";
import { parameters } from "./bad-configs/parameters.ts";
import { place } from "./bad-configs/place.ts";
import { server } from "./bad-configs/server.ts";
import { storage } from "./bad-configs/storage.ts";
import { watching } from "./bad-configs/watching.ts";

/** Dates of support are compared with it. */
const today = new Date("2026-11-28");

const subjects = { place, server, storage, parameters, backups, watching, aurora, names };
const all: readonly BadConfig[] = Object.values(subjects).flat();

describe.each(Object.entries(subjects))("a bad configuration of production: %s", (_, configs) => {
  it.each(configs.map(([raw, lines]) => [JSON.stringify(raw), raw, lines] as const))(
    "%s",
    (_name, raw, lines) => {
      const [head, ...rest] = messageOf(() => readSettings("prod", raw, { today })).split("\n");
      const count = rest.filter((line) => line.startsWith("  pgstack:")).length;
      expect(head).toBe(
        `Pulumi.prod.yaml: ${count === 1 ? "1 setting needs" : `${count} settings need`} a change`,
      );
      expect(rest).toEqual(lines);
    },
  );
});

describe("the bad configurations of production", () => {
  it("are more than 60, each another", () => {
    expect(all.length).toBeGreaterThan(60);
    expect(new Set(all.map(([raw]) => JSON.stringify(raw))).size).toBe(all.length);
  });

  it("are told together, in the order of the file", () => {
    const text = [
      "config:",
      "  pgstack:maintenanceWindow: sun:03:30-sun:04:30",
      "  pgstack:availabilityZones: [us-east-1a, us-west-2b]",
      "  pgstack:port: 5433",
      "  pgstack:parameters: { work_mem: 64MB, shared_bufers: 1 }",
      "  pgstack:logRetenton: 30",
    ].join("\n");
    expect(messageOf(() => parseStackFile("prod", text)).split("\n")).toEqual([
      "Pulumi.prod.yaml: 6 settings need a change",
      "  pgstack:maintenanceWindow: sun:03:30-sun:04:30",
      "      overlaps the backups, 03:00-04:00 every day; move one of the two",
      '  pgstack:availabilityZones: ["us-east-1a","us-west-2b"]',
      "      us-west-2b is no zone of us-east-1; use zones such as us-east-1a",
      "  pgstack:port: 5433",
      "      for development only; remove it",
      "  pgstack:parameters.shared_bufers: 1",
      "      no parameter of RDS for PostgreSQL; did you mean shared_buffers?",
      "  pgstack:parameters.work_mem: 64MB",
      "      with a unit, which RDS does not take; write 65536, in kB",
      "  pgstack:logRetenton",
      "      no such setting; did you mean pgstack:logRetention?",
    ]);
  });

  it("do not make a rule guess from a value that is wrong by itself", () => {
    // The zones are not told: nobody knows the region.
    expect(
      messageOf(() =>
        readSettings("prod", { region: "us-est-1", availabilityZones: "us-east-1a,us-east-1b" }),
      ),
    ).toBe(
      "Pulumi.prod.yaml: 1 setting needs a change\n  pgstack:region: us-est-1  no region of AWS; did you mean us-east-1?",
    );
  });
});
