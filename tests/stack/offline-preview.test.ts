import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OfflinePlan } from "../../cli/offline/offline-plan.ts";
import { Checkout } from "./checkout.ts";
import { shellCommands } from "./shell-commands.ts";

describe("an offline preview", () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("needs no Pulumi CLI, and leaves nothing behind", async () => {
    // Nothing but Node on PATH, and a home that has no plug-ins.
    const { code, stdout, stderr } = await checkout.run(
      process.execPath,
      [checkout.path("bin/pgstack.mjs"), "preview", "--offline"],
      {
        PATH: dirname(process.execPath),
        HOME: checkout.path(".git/no-home"),
        PULUMI_HOME: checkout.path(".git/no-home"),
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("Stack  pgstack-dev");
    expect(lines).toContain("└─ pgstack.EmbeddedPostgres  server");
    expect(lines).toContain("pgstack:server is embedded");
    expect(checkout.gitStatus()).toBe("");
    expect(existsSync(checkout.path(".pgstack"))).toBe(false);
  });

  it("has the commands of docs/offline-preview.md", async () => {
    const found = shellCommands(checkout.read("docs/offline-preview.md"));
    expect(found).toHaveLength(4);
    for (const command of found) {
      const { code } = await checkout.run("sh", ["-c", command]);
      expect({ command, code }).toEqual({ command, code: 0 });
    }
    const plan = JSON.parse(checkout.read("plan.json")) as OfflinePlan;
    const written = JSON.parse(checkout.read("terraform-plan.json"));
    expect(plan.stack).toBe("prod");
    const instances = written.planned_values.root_module.resources.filter(
      ({ type }: { type: string }) => type === "aws_db_instance",
    );
    expect(instances).toHaveLength(
      plan.resources.filter(({ type }) => type === "aws:rds/instance:Instance").length,
    );
  });

  it("plans a dev stack for Docker where nothing was decided, and says so", async () => {
    checkout.configure("dev", { server: "auto" });
    const { stdout } = await checkout.mustRun("preview", "--offline", "--json");
    const plan = JSON.parse(stdout) as OfflinePlan;
    expect(plan.notes).toEqual(["server is auto: docker is taken: Docker is taken for granted, offline"]);
    const types = new Set(plan.resources.map(({ type }) => type));
    expect(types).toContain("docker:index/container:Container");
    expect(types).toContain("postgresql:index/role:Role");
    expect(plan.resources.filter(({ inputs }) => Object.hasOwn(inputs, "password")).length).toBeGreaterThan(
      0,
    );
    for (const { inputs } of plan.resources)
      if (Object.hasOwn(inputs, "password")) expect(inputs.password).toBe("(secret)");
  });

  it("says what is wrong with the settings, with exit code 1", async () => {
    checkout.configure("dev", { memory: "much", prot: "5433" });
    const { code, stdout, stderr } = await checkout.pgstack("preview", "--offline", "--json");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/pgstack:memory[\s\S]*pgstack:prot/);
    checkout.configure("dev", {});
  });
});
