import { describe, expect, it } from "vitest";
import { fixedVersion } from "../../../model/fixed-version.ts";
import { compareVersions } from "../../../operations/extension/compare-versions.ts";
import { createExtension, updateExtension } from "../../../sql/extension/create-extension.ts";

const vector = {
  name: "vector",
  installed: "0.8.0",
  newest: "0.8.2",
  available: ["0.5.0", "0.6.0", "0.7.0", "0.7.4", "0.8.0", "0.8.1", "0.8.2"],
  reachable: ["0.8.1", "0.8.2"],
};
const nothing = { changes: [], problems: [], behind: [] };

describe("compareVersions", () => {
  it.each([
    ["0.8.0", nothing],
    ["0.8.1", { ...nothing, changes: [{ name: "vector", from: "0.8.0", to: "0.8.1" }] }],
    ["latest", { ...nothing, changes: [{ name: "vector", from: "0.8.0", to: "0.8.2" }] }],
    ["any", { ...nothing, behind: [{ name: "vector", from: "0.8.0", to: "0.8.2" }] }],
    [
      "0.9.0",
      {
        ...nothing,
        problems: [
          "vector 0.9.0 is not on the server, which has … 0.6.0, 0.7.0, 0.7.4, 0.8.0, 0.8.1, 0.8.2: declare one of them",
        ],
      },
    ],
    [
      "0.7.0",
      {
        ...nothing,
        problems: [
          "vector is 0.8.0, and the server has no way from there to 0.7.0: extensions are not downgraded; declare 0.8.0, or take version out",
        ],
      },
    ],
  ])("holds 0.8.0 against %s", (version, compared) => {
    expect(compareVersions({ vector: version }, [vector])).toEqual(compared);
  });

  it("has nothing to change of one that is not installed, and looks for its version all the same", () => {
    const absent = { ...vector, installed: null, reachable: [] };
    expect(compareVersions({ vector: "0.7.0" }, [absent])).toEqual(nothing);
    expect(compareVersions({ vector: "0.1" }, [absent]).problems).toHaveLength(1);
    // Whoever makes it says that the server does not bring it.
    expect(compareVersions({ vector: "latest" }, [{ ...absent, newest: null, available: [] }])).toEqual(
      nothing,
    );
  });
});

describe("an extension's version", () => {
  it("is in the statements that make it and bring it further", () => {
    expect(createExtension("vector", "public", fixedVersion("0.8.0"))).toBe(
      `CREATE EXTENSION "vector" SCHEMA "public" VERSION '0.8.0'`,
    );
    expect(createExtension("vector", "public", fixedVersion("latest"))).toBe(
      'CREATE EXTENSION "vector" SCHEMA "public"',
    );
    expect(updateExtension("vector", "0.8.1")).toBe(`ALTER EXTENSION "vector" UPDATE TO '0.8.1'`);
  });
});
