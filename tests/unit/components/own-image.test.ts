import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownImageFolder, ownImageMajor, ownImageName } from "../../../components/server/own-image.ts";
import { temporaryFolder } from "../../integration/cli/temporary-folder.ts";

/** A folder with a Dockerfile and a script in a folder below. */
function imageFolder(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
  mkdirSync(join(folder, "scripts"));
  writeFileSync(join(folder, "scripts", "run.sh"), "exec postgres\n");
  return folder;
}

describe("ownImageName", () => {
  it("has PostgreSQL's major version and a hash of the content", () => {
    expect(ownImageName(imageFolder())).toMatch(/^pgstack\/postgres:17-[0-9a-f]{12}$/);
  });

  it("is the same for the same content in another folder", () => {
    expect(ownImageName(imageFolder())).toBe(ownImageName(imageFolder()));
  });

  it.each<[string, (folder: string) => void]>([
    ["another content", (folder) => writeFileSync(join(folder, "Dockerfile"), "FROM debian\n")],
    ["another content below", (folder) => writeFileSync(join(folder, "scripts/run.sh"), "exit\n")],
    ["another file", (folder) => writeFileSync(join(folder, "more.sh"), "")],
    ["a file less", (folder) => rmSync(join(folder, "scripts/run.sh"))],
    ["another name", (folder) => renameSync(join(folder, "Dockerfile"), join(folder, "Containerfile"))],
    ["a line end less", (folder) => writeFileSync(join(folder, "Dockerfile"), "FROM scratch")],
  ])("is another one with %s", (_what, change) => {
    const folder = imageFolder();
    const before = ownImageName(folder);
    change(folder);
    expect(ownImageName(folder)).not.toBe(before);
  });

  it("does not look at what is written for people", () => {
    const folder = imageFolder();
    const before = ownImageName(folder);
    writeFileSync(join(folder, "README.md"), "# An image\n");
    expect(ownImageName(folder)).toBe(before);
  });

  it("has the version the Dockerfile builds", () => {
    const dockerfile = readFileSync(join(ownImageFolder, "Dockerfile"), "utf8");
    expect(dockerfile).toContain(`\nARG PG_MAJOR=${ownImageMajor}\n`);
  });
});
