import { describe, expect, it } from "vitest";
import { extensionOfParameter, loadExtension } from "../../../sql/role/load-extension.ts";
import { describeSettings, settingStatements } from "../../../sql/role/role-settings.ts";
import { isSetting, settingConstants } from "../../../sql/role/setting-text.ts";

const place = { role: "app", database: "shop" };
const row = (parameter: string, value: string, here = true) => ({ parameter, value, here });

describe("settingConstants", () => {
  it.each([
    ["statement_timeout", "5s", "'5s'"],
    ["statement_timeout", 5000, "'5000'"],
    ["default_transaction_read_only", true, "'on'"],
    ["application_name", "a, b's", "'a, b''s'"],
    ["search_path", ["commerce", "$user"], "'commerce', '$user'"],
    ["search_path", `"$user", Public`, "'$user', 'public'"],
  ])("writes %s %s as %s", (parameter, value, constants) => {
    expect(settingConstants(parameter, value)).toBe(constants);
  });
});

describe("isSetting", () => {
  it.each([
    ["search_path", ["$user", "user", "commerce"], `"$user", "user", commerce`, true],
    ["search_path", ["commerce", "rag"], "rag, commerce", false],
    ["search_path", ["a,b"], `a, b`, false],
    ["DateStyle", "ISO, DMY", "ISO, DMY", true],
    ["work_mem", 4096, "4096", true],
    ["work_mem", "4MB", "4096", false],
    ["jit", false, "off", true],
  ])("knows whether %s %s is %s", (parameter, value, kept, same) => {
    expect(isSetting(parameter, value, kept)).toBe(same);
  });
});

describe("settingStatements", () => {
  it("sets what differs and resets what is not declared, here and in every database", () => {
    const rows = [
      row("statement_timeout", "5s"),
      row("work_mem", "1MB"),
      row("lock_timeout", "9s"),
      row("jit", "off", false),
    ];
    const settings = { statement_timeout: "5s", lock_timeout: "1s", "hnsw.ef_search": 100 };
    expect(settingStatements(place, settings, rows)).toEqual([
      'ALTER ROLE "app" IN DATABASE "shop" RESET "work_mem"',
      'ALTER ROLE "app" RESET "jit"',
      `ALTER ROLE "app" IN DATABASE "shop" SET "lock_timeout" TO '1s'`,
      `ALTER ROLE "app" IN DATABASE "shop" SET "hnsw"."ef_search" TO '100'`,
    ]);
    expect(describeSettings(settings, rows)).toEqual([
      "lock_timeout is 9s, not 1s",
      "hnsw.ef_search is not set, not 100",
      "work_mem is 1MB, not declared",
      "jit is off in every database, not declared",
    ]);
  });

  it("says nothing when nothing differs, whatever the case of a name", () => {
    expect(settingStatements(place, { timezone: "UTC" }, [row("TimeZone", "UTC")])).toEqual([]);
    expect(describeSettings({ timezone: "UTC" }, [row("TimeZone", "UTC")])).toEqual([]);
  });
});

describe("loadExtension", () => {
  it("knows whose parameters pgvector's are", () => {
    expect(
      ["hnsw.ef_search", "ivfflat.probes", "work_mem", "auto_explain.log_timing"].map(extensionOfParameter),
    ).toEqual(["vector", "vector", undefined, undefined]);
    expect(loadExtension("vector", "public")).toBe(`SELECT '[1]'::"public"."vector"`);
  });
});
