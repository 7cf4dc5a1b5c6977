import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { needsLanguageHost } from "./needs-language-host.ts";
import { needsServer } from "./needs-server.ts";

const count = "SELECT count(*) AS rows FROM commerce.orders";
const docker = (...args: string[]) => execFileSync("docker", args, { encoding: "utf8" }).trim();

describe("plain pulumi on a stack in Docker", () => {
  let checkout: Checkout;
  let name: string;
  beforeAll(() => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "docker", demoData: "true" });
  });
  beforeEach((context) => {
    needsLanguageHost(context);
    needsServer("docker")(context);
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const pulumi = (command: string) =>
    checkout.run("sh", ["-c", `eval "$(node bin/pgstack.mjs env)" && pulumi ${command} --non-interactive`]);
  const mustRun = async (command: string) => {
    const { code, stdout, stderr } = await pulumi(command);
    if (code !== 0) throw new Error(`pulumi ${command} ended with ${code}:\n${stdout}\n${stderr}`);
    expect(stderr).toBe("");
    return stdout;
  };

  it("brings it up, and proposes nothing after that, nor after a refresh", async () => {
    expect(await mustRun("up --yes --skip-preview")).toMatch(/\+ \d+ created/);
    name = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json")).name;
    await mustRun("preview --expect-no-changes");
    await mustRun("refresh --yes --skip-preview --expect-no-changes");
    await mustRun("preview --expect-no-changes");
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
    expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
  });

  it("brings a removed container back as the README says", async () => {
    docker("rm", "--force", name);
    await mustRun("refresh --yes --skip-preview --target '**$docker:index/**'");
    await mustRun("up --yes --skip-preview");
    expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
    await mustRun("preview --expect-no-changes");
  });

  it("destroys it, and another server may be taken after that", async () => {
    await mustRun("destroy --yes --skip-preview");
    expect(docker("volume", "ls", "--quiet", "--filter", `name=${name}`)).toBe("");
    checkout.configure("dev", { server: "embedded", adminUser: "another_admin" });
    await checkout.mustRun("up");
    expect(JSON.parse(checkout.read(".pgstack/stacks/dev/server.json")).kind).toBe("embedded");
  });
});
