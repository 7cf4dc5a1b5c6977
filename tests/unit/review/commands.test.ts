import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../cli/main.ts";

let folder = "";
let out = "";
let err = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pgstack-review-"));
  out = "";
  err = "";
  process.exitCode = undefined;
  const write = (take: (text: string) => void) => (text: unknown) => {
    take(String(text));
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(write((text) => (out += text)));
  vi.spyOn(process.stderr, "write").mockImplementation(write((text) => (err += text)));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("pgstack cost", () => {
  it("prints JSON that another run compares with", async () => {
    expect(
      await main([
        "cost",
        "--json",
        "--assume",
        "logGb=25",
        "--assume",
        "endpoints=0",
        "--assume",
        "bastionEndpoints=0",
      ]),
    ).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ stack: "prod", region: "us-east-1", budgetIs: "estimate" });
    expect(report.assumptions).toMatchObject({ logGb: 25, endpoints: 0, keys: 2 });
    const before = file("before.json", out);
    out = "";
    expect(await main(["cost", "--json", "--against", before])).toBe(0);
    expect(JSON.parse(out).difference.lines.map(({ item }: { item: string }) => item)).toEqual([
      "logs to CloudWatch",
      "logs kept",
      "interface endpoints",
      "through the endpoints",
    ]);
  });

  it("exits 1 above the cap", async () => {
    expect(await main(["cost", "--hours", "6", "--cap", "1"])).toBe(1);
    expect(out).toContain("above the cap");
    out = "";
    process.exitCode = undefined;
    expect(await main(["cost", "--hours", "6", "--cap", "1000"])).toBe(0);
    expect(out).not.toContain("above");
  });

  it.each([
    [["--assume", "logsGb=3"], "Did you mean logGb?"],
    [["--assume", "logGb=many"], "Write logGb= and a number."],
    [["--hours", "0"], "Write a number above 0."],
    [["--cap", "cheap"], "Write a number above 0."],
  ])("refuses %s as misuse", async (args, message) => {
    expect(await main(["cost", ...args])).toBe(2);
    expect(err).toContain(message);
  });

  it("says that a stack of this machine is none of AWS", async () => {
    expect(await main(["cost", "--stack", "dev"])).toBe(1);
    expect(err).toBe("error: stack dev: its server is on this machine, not in AWS\n  Use --stack prod.\n");
  });

  it("says of a file that it is none of this verb's", async () => {
    expect(await main(["cost", "--against", file("other.json", '{"lines":[{}]}')])).toBe(1);
    expect(err).toContain("has no lines of an estimate");
    err = "";
    expect(await main(["cost", "--against", join(folder, "nothing.json")])).toBe(1);
    expect(err).toContain("cannot be read as JSON");
  });
});

describe("pgstack parity", () => {
  it("prints JSON, and exits 1 for what nobody allowed", async () => {
    const exit = await main(["parity", "--server", "docker", "--json"]);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ devServer: "docker", prodServer: "rds" });
    expect(exit).toBe(result.differences > 0 ? 1 : 0);
    expect(result.items.length).toBeGreaterThan(40);
  });

  it("refuses stacks that are the other way round", async () => {
    expect(await main(["parity", "--prod", "dev"])).toBe(1);
    expect(err).toBe("error: stack dev: its server is on this machine, not in AWS\n  Use --stack prod.\n");
    err = "";
    expect(await main(["parity", "--dev", "prod"])).toBe(1);
    expect(err).toBe("error: --dev prod: is no stack of this machine\n  Use --dev dev.\n");
  });

  it("refuses a server that there is none of", async () => {
    expect(await main(["parity", "--server", "oracle"])).toBe(2);
    expect(err).toContain("docker, native, embedded");
  });
});

describe("pgstack review", () => {
  it("leaves out what a step did not get to, and takes what it printed", async () => {
    const controls = file("controls.json", '{"failed":true,"rules":[]}');
    const exit = await main([
      "review",
      ...["--preview", `dev=${file("dev.txt", "nothing to do\n")}`, "--preview", "prod=/nowhere/prod.txt"],
      ...["--plan", join(folder, "nothing.json"), "--plan-before", file("empty.json", "")],
      ...["--controls", controls, "--server", "embedded"],
    ]);
    expect(exit).toBe(1);
    expect(out).toContain("<!-- pgstack review -->\n");
    expect(out).toContain("a mandatory control fails");
    expect(out).toContain("### dev: nothing changes");
    expect(out).toContain("### prod: no preview");
    expect(out).not.toContain("declared:");
  });

  it("refuses a file that is another verb's", async () => {
    expect(await main(["review", "--plan", file("plan.json", '{"rules":[]}')])).toBe(1);
    expect(err).toContain("is not what that verb prints");
    expect(await main(["review", "--preview", "nothing"])).toBe(2);
  });
});
