import { describe, expect, it } from "vitest";
import { readSettings } from "../../../settings/read.ts";
import { messageOf } from "./message-of.ts";

describe("guardrails", () => {
  it("refuse all that is above the limits of the lab, in one error", () => {
    const raw = { replicas: "2", storage: "51GB", logRetention: "31" };
    expect(messageOf(() => readSettings("dev", raw))).toBe(
      [
        "Pulumi.dev.yaml: 3 settings need a change",
        "  pgstack:replicas: 2",
        "      3 database instances, and the guardrails allow 2; lower it, or set pgstack:guardrails to false",
        "  pgstack:storage: 51GB",
        "      above the guardrails' 50GB; lower it, or set pgstack:guardrails to false",
        "  pgstack:logRetention: 31",
        "      above the guardrails' 30 days; lower it, or set pgstack:guardrails to false",
      ].join("\n"),
    );
  });

  it("take what is at the limits", () => {
    const { replicas, storage, logRetention } = readSettings("dev", {
      replicas: "1",
      storage: "50GB",
      logRetention: "30",
    });
    expect({ replicas, storage, logRetention }).toEqual({
      replicas: 1,
      storage: 53_687_091_200,
      logRetention: 30,
    });
  });

  it("are lifted by the setting", () => {
    expect(readSettings("dev", { replicas: "2", guardrails: "false" }).replicas).toBe(2);
  });
});
