import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDataFolder } from "../../../settings/check-data-folder.ts";

let above: string;
let root: string;

beforeEach(() => {
  above = realpathSync(mkdtempSync(join(tmpdir(), "pgstack-data-folder-")));
  root = join(above, "project");
  mkdirSync(root);
});

afterEach(() => {
  rmSync(above, { recursive: true, force: true });
});

describe("checkDataFolder", () => {
  it.each([".pgstack/data", "data", "../data", "../project-data", "..data"])(
    "takes %s and makes nothing",
    (folder) => {
      expect(checkDataFolder(folder, root)).toBeUndefined();
      expect(readdirSync(root)).toEqual([]);
      expect(readdirSync(above)).toEqual(["project"]);
    },
  );

  it("takes an absolute one, and one that is there", () => {
    mkdirSync(join(above, "data"));
    expect(checkDataFolder(join(above, "data"), root)).toBeUndefined();
  });

  it.each([
    [".", "the project's own folder"],
    ["x/..", "the project's own folder"],
    ["..", "has the project in it"],
    ["/", "has the project in it"],
  ])("refuses %s", (folder, problem) => {
    expect(checkDataFolder(folder, root)).toBe(problem);
  });

  it("refuses a link to the project", () => {
    symlinkSync(root, join(above, "link"));
    expect(checkDataFolder(join(above, "link"), root)).toBe("the project's own folder");
  });

  it("refuses a file, and what would lie below one", () => {
    writeFileSync(join(root, "file"), "");
    expect(checkDataFolder("file", root)).toBe("not a folder");
    expect(checkDataFolder("file/below/it", root)).toBe(`${join(root, "file")} is not a folder`);
  });

  it("refuses a name the system cannot take", () => {
    expect(checkDataFolder("x".repeat(300), root)).toBe("cannot be reached (ENAMETOOLONG)");
  });

  it("refuses a file system that keeps nothing, for root too", ({ skip }) => {
    skip(process.platform !== "linux", "needs Linux's /proc");
    expect(checkDataFolder("/proc/pgstack/data", root)).toBe("this user cannot write in /proc");
  });

  it("refuses a folder that this user may not write, which root always may", () => {
    const closed = join(above, "closed");
    mkdirSync(closed, { mode: 0o500 });
    const refusal = process.getuid?.() === 0 ? undefined : `this user cannot write in ${closed}`;
    expect(checkDataFolder("../closed/data", root)).toBe(refusal);
  });
});
