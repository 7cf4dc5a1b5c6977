import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countRotations, rotationsOf } from "../../../settings/rotations.ts";

let root: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pgstack-rotations-"));
  file = join(root, ".pgstack", "stacks", "dev", "rotations.json");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("rotations", () => {
  it("are 1 of each before the first is counted, of which no file is made", () => {
    expect(rotationsOf("dev", root)).toEqual({ certificates: 1, passwords: 1 });
    expect(readdirSync(root)).toEqual([]);
  });

  it("are counted by subject and stack, each once", () => {
    expect(countRotations("dev", ["passwords"], root)).toEqual({ certificates: 1, passwords: 2 });
    expect(countRotations("dev", ["passwords", "certificates", "passwords"], root)).toEqual({
      certificates: 2,
      passwords: 3,
    });
    expect(rotationsOf("dev", root)).toEqual({ certificates: 2, passwords: 3 });
    expect(rotationsOf("other", root)).toEqual({ certificates: 1, passwords: 1 });
    expect(readFileSync(file, "utf8")).toBe('{"certificates":2,"passwords":3}\n');
    expect(readdirSync(dirname(file))).toEqual(["rotations.json"]);
  });

  it.each(["", "{", "null", "2", '"text"', '{"passwords":0}', '{"passwords":1.5}', '{"other":1}'])(
    "from a file with %j are refused, and nothing is counted",
    (text) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      const message =
        `${file}: the file does not hold the numbers of rotations\n` +
        "  Delete it: the next `up` then renews certificates and passwords once.";
      expect(() => rotationsOf("dev", root)).toThrow(message);
      expect(() => countRotations("dev", ["passwords"], root)).toThrow(message);
      expect(readFileSync(file, "utf8")).toBe(text);
    },
  );
});
