import { describe, expect, it } from "vitest";
import { configCopy } from "../../../cli/workspace/config-copy.ts";

describe("configCopy", () => {
  it("quotes single values as they were written, and keeps comments", () => {
    const tracked = [
      "# head",
      "config:",
      "  # why",
      "  a:port: 5433 # behind",
      "  a:on: true",
      "  a:octal: 017",
      "  a:date: 2026-01-01",
      "  a:yes: yes",
      "  a:none:",
      "  a:list:",
      "    - 1",
      "    - true",
      "",
    ].join("\n");
    expect(configCopy(tracked, "")).toBe(
      tracked
        .replace("5433", '"5433"')
        .replace("on: true", 'on: "true"')
        .replace("017", '"017"')
        .replace("2026-01-01", '"2026-01-01"')
        .replace("yes: yes", 'yes: "yes"')
        .replace("none:", 'none: ""'),
    );
  });

  it("does not change when it is made again", () => {
    const tracked = "config:\n  a:port: 5433\n  a:on: true\n";
    const once = configCopy(tracked, "encryptionsalt: v1:abc=:v1:def=\n");
    expect(configCopy(tracked, once)).toBe(once);
  });

  it("keeps the salt of the last copy, and values encrypted with it", () => {
    const last = "config:\n  a:key:\n    secure: v1:x\n  a:gone: 1\nencryptionsalt: v1:abc=\n";
    expect(configCopy("config:\n  a:port: 5433\n", last)).toBe(
      'config:\n  a:port: "5433"\n  a:key:\n    secure: v1:x\nencryptionsalt: v1:abc=\n',
    );
  });

  it("never takes a salt from the tracked file", () => {
    const tracked = "config: {}\nencryptionsalt: v1:theirs=\n";
    expect(configCopy(tracked, "")).toBe("config: {}\n");
    expect(configCopy(tracked, "encryptionsalt: v1:ours=\n")).toBe("config: {}\nencryptionsalt: v1:ours=\n");
  });

  it.each(["", "config:\n", "{}\n"])("makes one of a file without settings: %j", (tracked) => {
    expect(configCopy(tracked, "")).toMatch(/^\{? ?config: \{\} ?\}?\n$/);
  });
});
