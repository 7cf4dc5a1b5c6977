import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPulumi } from "../../cli/pulumi/find-pulumi.ts";
import { Checkout } from "./checkout.ts";

// Stack prod up to where an account would be needed.
describe("stack prod without what it needs", () => {
  let checkout: Checkout;
  let folder: string;
  /** A machine on which nobody has logged in to a back end, and nothing was ever installed. */
  let fresh: Record<string, string>;
  let withState: Record<string, string>;

  beforeAll(() => {
    checkout = new Checkout();
    folder = mkdtempSync(join(tmpdir(), "pgstack-back-end-"));
    mkdirSync(join(folder, "state"));
    fresh = { PULUMI_HOME: join(folder, "home"), PULUMI_ACCESS_TOKEN: "", PULUMI_BACKEND_URL: "" };
    withState = {
      ...fresh,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "of-a-test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Where nobody listens: nothing can be downloaded.
      HTTPS_PROXY: "http://127.0.0.1:1",
    };
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await checkout[Symbol.asyncDispose]();
  });

  const pgstack = (environment: Record<string, string>, ...args: string[]) =>
    checkout.run(process.execPath, [checkout.path("bin/pgstack.mjs"), ...args], environment);

  it.each([["preview"], ["up"], ["destroy", "--yes"], ["outputs"], ["query", "SELECT 1"]])(
    "says how to log in to a back end: %s",
    async (...args) => {
      expect(await pgstack(fresh, ...args, "--stack", "prod")).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "error: stack prod: no Pulumi back end is logged in to\n" +
          "  Run `pulumi login s3://<bucket of the state>` (docs/pull-requests.md), or set PULUMI_BACKEND_URL; for Pulumi Cloud, set\n" +
          "  PULUMI_ACCESS_TOKEN.\n",
      });
    },
  );

  it("has the environment ready in which one logs in", async () => {
    const { code, stdout, stderr } = await pgstack(fresh, "env", "--stack", "prod");
    expect({ code, first: stderr.split("\n")[0] }).toEqual({
      code: 0,
      first: "stack prod: no Pulumi back end is logged in to",
    });
    expect(stdout).toContain("export PULUMI_STACK='prod'\n");
  });

  it.each([["preview"], ["up"], ["outputs"]])("makes no stack by itself: %s", async (verb) => {
    const { code, stdout, stderr } = await pgstack(withState, verb, "--stack", "prod");
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: stack prod: there is no such stack: it was never brought up, or was destroyed since\n" +
        "  Make it, with a key for its secrets: `pulumi stack init prod --secrets-provider awskms://...` (docs/pull-requests.md);\n" +
        "  then run `npx pgstack up --stack prod`.\n",
    });
    expect([...stateOf(folder).keys()].filter((name) => name.includes("stacks"))).toEqual([]);
  });

  it("says which plug-in is missing, and leaves the state as it was", async () => {
    const { path } = await findPulumi();
    const made = await checkout.run(path, ["stack", "init", "prod", "--non-interactive"], withState);
    expect(made.code, made.stderr).toBe(0);
    const before = stateOf(folder);
    const { code, stdout, stderr } = await pgstack(withState, "preview", "--stack", "prod");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error: Pulumi's plug-in aws \d+\.\d+\.\d+ is not installed, and cannot be downloaded\n {2}Connect to the network, .*\n {2}`npx pgstack preview --offline` needs none\.\n$/,
    );
    expect(stateOf(folder)).toEqual(before);
  });
});

/** Every file of the back end's, with what is in it. */
function stateOf(folder: string): ReadonlyMap<string, string> {
  const state = join(folder, "state");
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(state.length), readFileSync(file, "utf8")];
    }),
  );
}
