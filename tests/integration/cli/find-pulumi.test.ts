import { mkdirSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { foundPulumi } from "../../../cli/pulumi/find-pulumi.ts";
import { installedPulumis } from "../../../cli/pulumi/installed-pulumi.ts";
import { fakeCommand } from "./fake-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let home: string;
beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv("HOME", home);
  vi.stubEnv("XDG_CACHE_HOME", join(home, "cache"));
  vi.stubEnv("PULUMI_HOME", undefined);
  vi.stubEnv("PULUMI_VERSION", undefined);
  vi.stubEnv("PATH", "");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
});

const pulumi = (folder: string, version: string) =>
  fakeCommand(join(home, folder), "pulumi", `echo v${version}`);

describe("foundPulumi", () => {
  it("takes the one on PATH, and asks it for its version once", async () => {
    const { folder, path, calls } = pulumi("bin", "3.260.1");
    vi.stubEnv("PATH", `${join(home, "empty")}:${folder}`);
    const found = { path, version: "3.260.1", source: "on PATH" };
    expect(await foundPulumi()).toEqual(found);
    expect(await foundPulumi()).toEqual(found);
    expect(calls()).toEqual(["version"]);
  });

  it("asks again when the file was replaced", async () => {
    const { folder, path, calls } = pulumi("bin", "3.260.1");
    vi.stubEnv("PATH", folder);
    await foundPulumi();
    pulumi("bin", "3.261.0");
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect((await foundPulumi())?.version).toBe("3.261.0");
    expect(calls()).toEqual(["version", "version"]);
  });

  it("passes over one that is too old, and one that does not run", async () => {
    const old = pulumi("old", "3.200.0");
    const broken = fakeCommand(join(home, "broken"), "pulumi", "exit 1");
    const good = pulumi("good", "3.260.1");
    vi.stubEnv("PATH", [old.folder, broken.folder, good.folder].join(":"));
    expect((await foundPulumi())?.path).toBe(good.path);
  });

  it("finds the one that its installer put beside PATH", async () => {
    const { path } = pulumi(".pulumi/bin", "3.260.1");
    expect(await foundPulumi()).toEqual({ path, version: "3.260.1", source: "where its installer puts it" });
  });

  it("finds none where there is none", async () => {
    expect(await foundPulumi()).toBeUndefined();
  });
});

describe("installedPulumis", () => {
  it("takes what the npm package pulumi downloaded, never its command, which downloads", () => {
    const root = join(home, "project");
    const packageFolder = join(root, "node_modules", "pulumi");
    mkdirSync(join(root, "node_modules", ".bin"), { recursive: true });
    fakeCommand(packageFolder, "run.js", "exit 1");
    writeFileSync(join(packageFolder, "package.json"), '{ "version": "3.265.0" }');
    symlinkSync("../pulumi/run.js", join(root, "node_modules", ".bin", "pulumi"));
    vi.stubEnv("PATH", join(root, "node_modules", ".bin"));
    expect(installedPulumis(root)).toEqual([]);

    const { path } = pulumi(".pulumi/versions/3.265.0/bin", "3.265.0");
    expect(installedPulumis(root)).toEqual([
      { path: realpathSync(path), source: "downloaded by the npm package pulumi" },
    ]);
  });
});
