import { describe, expect, it } from "vitest";
import { carryConfig } from "../../../cli/workspace/carry-config.ts";

const tracked = `# The stack.
config:
  # The server.
  pgstack:server: auto # for now
  pgstack:list: [1, two]

  # The rows.
  pgstack:demoData: true
`;
const basis = { "pgstack:server": "auto", "pgstack:list": [1, "two"], "pgstack:demoData": "true" };
const carry = (local: object, text = tracked) => carryConfig("Pulumi.dev.yaml", text, basis, { ...local });

describe("carryConfig", () => {
  it("leaves the file as it is when nothing was changed", () => {
    expect(carry(basis)).toEqual({ text: tracked, set: [], removed: [] });
  });

  it("carries what was set, and keeps comments, order and style", () => {
    const local = { ...basis, "pgstack:server": "embedded", "pgstack:port": "5455" };
    expect(carry(local)).toEqual({
      text: `${tracked.replace("auto", "embedded")}  pgstack:port: 5455\n`,
      set: ["pgstack:server", "pgstack:port"],
      removed: [],
    });
  });

  it("removes what was removed, with the comment above it", () => {
    const { "pgstack:demoData": _, ...local } = basis;
    const [kept] = tracked.split("\n\n");
    expect(carry(local)).toEqual({ text: `${kept}\n`, set: [], removed: ["pgstack:demoData"] });
  });

  it.each([
    ["true", "true"],
    ["5455", "5455"],
    ["-1", "-1"],
    ["010", '"010"'],
    ["1e3", '"1e3"'],
    ["12345678901234567890", '"12345678901234567890"'],
    ["512MB", "512MB"],
    ["", '""'],
    ["a: b", '"a: b"'],
  ])("writes %j as %s", (value, written) => {
    const { text } = carry({ ...basis, "pgstack:new": value });
    expect(text).toBe(`${tracked}  pgstack:new: ${written}\n`);
  });

  it("carries a value with several parts", () => {
    expect(carry({ ...basis, "pgstack:list": [1, "three"] }).text).toBe(
      tracked.replace("[1, two]", "\n    - 1\n    - three").replace("list: \n", "list:\n"),
    );
  });

  it("leaves secrets where they are, whole or in part", () => {
    const local = {
      ...basis,
      "pgstack:key": { secure: "v1:x" },
      "pgstack:map": { a: { secure: "v1:y" }, b: 1 },
    };
    expect(carry(local)).toEqual({ text: tracked, set: [], removed: [] });
  });

  it("takes the file's word where only the file was changed", () => {
    const text = tracked.replace("auto", "embedded");
    expect(carry(basis, text)).toEqual({ text, set: [], removed: [] });
  });

  it("accepts the same change in both", () => {
    const text = tracked.replace("auto", "embedded");
    expect(carry({ ...basis, "pgstack:server": "embedded" }, text)).toEqual({ text, set: [], removed: [] });
  });

  it("refuses different changes of one key, and names the file and the key", () => {
    const text = tracked.replace("auto", "embedded");
    expect(() => carry({ ...basis, "pgstack:server": "docker" }, text)).toThrow(
      "Pulumi.dev.yaml: changed in the file and by `pulumi config`, differently: pgstack:server\n" +
        "  Decide for one: write the same value into the file, or `pulumi config set` it to what the file says.",
    );
  });

  it.each(["", "# nothing yet\n", "config:\n", "config: {}\n"])(
    "fills a file without settings: %j",
    (text) => {
      const { text: filled } = carryConfig("Pulumi.dev.yaml", text, {}, { "pgstack:port": "5455" });
      expect(filled).toContain("pgstack:port: 5455");
      expect(filled).toContain("config:");
    },
  );
});
