import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { describe, expect, it } from "vitest";
import { configFromPulumi, settingsFromPulumi } from "../../../settings/from-pulumi.ts";
import { messageOf } from "./message-of.ts";

describe("configFromPulumi", () => {
  it("sees every key of our namespace, the unknown too, and no other namespace", () => {
    setAllConfig(
      {
        "pgstack:port": "5433",
        "pgstack:config:sever": "x",
        "pgstackx:port": "1",
        "aws:region": "us-east-1",
      },
      ["aws:region"],
    );
    expect(configFromPulumi()).toEqual({ raw: { port: "5433", sever: "x" }, secretKeys: new Set() });
  });

  it("says which values are encrypted", () => {
    setAllConfig({ "pgstack:database": "S3cret Pass", "pgstack:port": "auto" }, ["pgstack:database"]);
    expect(configFromPulumi().secretKeys).toEqual(new Set(["database"]));
  });
});

describe("settingsFromPulumi", () => {
  it("reads the settings, with defaults", () => {
    setAllConfig({ "pgstack:port": "5433", "pgstack:demoData": "true" });
    const { port, demoData, database } = settingsFromPulumi("dev");
    expect({ port, demoData, database }).toEqual({
      port: 5433,
      demoData: { scale: 1, seed: 42 },
      database: "mcp_db",
    });
  });

  it("reads lists and maps of stack prod as the engine hands them on", () => {
    setAllConfig({
      "pgstack:server": "auto",
      "pgstack:memory": "512MB",
      "pgstack:alarmEmails": '["ops@example.com"]',
      "pgstack:tags": '{"Team":"shop"}',
      "pgstack:replicas": "2",
    });
    const { environment, replicas, production } = settingsFromPulumi("prod");
    expect({ environment, replicas }).toEqual({ environment: "prod", replicas: 2 });
    expect(production).toMatchObject({
      server: "rds",
      alarmEmails: ["ops@example.com"],
      tags: { Team: "shop" },
      replicas: 2,
      replicaAvailabilityZones: ["us-east-1b", "us-east-1a"],
    });
  });

  it("lists every mistake and shows no secret", () => {
    setAllConfig({ "pgstack:sever": "x", "pgstack:database": "S3cret Pass" }, ["pgstack:database"]);
    expect(messageOf(() => settingsFromPulumi("dev"))).toBe(
      [
        "Pulumi.dev.yaml: 2 settings need a change",
        "  pgstack:sever               no such setting; did you mean pgstack:server?",
        "  pgstack:database: (secret)  encrypted, and is no secret; write it as plain text",
      ].join("\n"),
    );
  });

  it("reads anew each time it is called", () => {
    setAllConfig({ "pgstack:port": "5433" });
    expect(settingsFromPulumi("dev").port).toBe(5433);
    setAllConfig({ "pgstack:port": "5434" });
    expect(settingsFromPulumi("dev").port).toBe(5434);
  });
});
