import { describe, expect, it } from "vitest";
import { checkNode } from "../../../operations/doctor/checks/node.ts";
import { checkDisk, checkMemory } from "../../../operations/doctor/checks/resources.ts";
import { checkSettings } from "../../../operations/doctor/checks/settings.ts";
import { checkStackLock } from "../../../operations/doctor/checks/stack-lock.ts";
import { readSettings } from "../../../settings/read.ts";

const settings = readSettings("dev", {});

describe("checkNode", () => {
  it.each([
    ["22.18.0", "ok"],
    ["24.21.0", "ok"],
    ["22.17.9", "fail"],
    ["20.20.2", "fail"],
  ])("takes %s for %s", (version, level) => {
    expect(checkNode(version).level).toBe(level);
  });
});

describe("checkMemory", () => {
  it("compares what is free with what the server is given", () => {
    const mebibyte = 1024 ** 2;
    expect(checkMemory(settings, 512 * mebibyte)).toEqual({
      name: "Memory",
      level: "ok",
      found: "0.5 GB free, 512MB for the server",
    });
    expect(checkMemory(settings, 511 * mebibyte)).toEqual({
      name: "Memory",
      level: "warn",
      found: "0.5 GB free, 512MB for the server",
      mend: "Close something, or set pgstack:memory lower.",
    });
  });
});

describe("checkDisk", () => {
  it("looks where the data is to be, also before there is a folder", () => {
    const finding = checkDisk({ ...settings, dataFolder: "/proc/none/yet" });
    expect(finding).toEqual({
      name: "Disk",
      level: "fail",
      found: "0.0 GB free at the data folder",
      mend: "Free 512MB, or set pgstack:dataFolder to another disk.",
    });
  });
});

describe("checkSettings", () => {
  it("says that they are valid, or every mistake", () => {
    expect(checkSettings(settings)).toEqual({ name: "Settings", level: "ok", found: "valid for stack dev" });
    expect(checkSettings(new Error("2 settings need a change\n  one\n  two"))).toEqual({
      name: "Settings",
      level: "fail",
      found: "2 settings need a change",
      mend: "one\ntwo",
    });
  });
});

describe("checkStackLock", () => {
  const since = new Date("2026-11-21T02:00:00Z");
  const later = (minutes: number) => since.getTime() + minutes * 60_000;
  const held = { pid: 4711, username: "anna", hostname: "laptop", since, held: true };

  it("says that it is free", () => {
    expect(checkStackLock([])).toEqual({ name: "Stack's lock", level: "ok", found: "free" });
  });

  it.each([
    [0.5, "less than a minute"],
    [1, "1 min"],
    [90, "90 min"],
  ])("says who holds it: after %d minutes", (minutes, duration) => {
    expect(checkStackLock([{ ...held, pid: 1, held: false }, held], later(minutes))).toEqual({
      name: "Stack's lock",
      level: "warn",
      found: `held by process 4711 of anna@laptop, for ${duration}`,
      mend: "Wait until it has ended, or end it.",
    });
  });

  it("says whose was left behind", () => {
    expect(checkStackLock([{ ...held, held: false }])).toEqual({
      name: "Stack's lock",
      level: "warn",
      found: "left by process 4711, which has ended",
      mend: "The next `pgstack` command removes it.",
    });
  });
});
