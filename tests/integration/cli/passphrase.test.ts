import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ensureLocalFolders } from "../../../cli/workspace/local-folders.ts";
import { ensurePassphrase, passphraseFile } from "../../../cli/workspace/passphrase.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { runProcess } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("what is remembered on this machine", () => {
  it("lies in folders for their owner alone, also after their modes were widened", () => {
    const root = temporaryFolder();
    const folders = [".pgstack", ".pgstack/state", ".pgstack/stacks/dev"].map((folder) => join(root, folder));
    ensureLocalFolders("dev", root);
    expect(folders.map(modeOf)).toEqual([0o700, 0o700, 0o700]);
    for (const folder of folders) chmodSync(folder, 0o755);
    ensureLocalFolders("dev", root);
    expect(folders.map(modeOf)).toEqual([0o700, 0o700, 0o700]);
  });

  it("has a passphrase that is made once, random, for its owner alone", () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()].map((root) => {
      ensureLocalFolders("dev", root);
      ensurePassphrase(root);
      const made = readFileSync(passphraseFile(root), "utf8");
      chmodSync(passphraseFile(root), 0o644);
      ensurePassphrase(root);
      expect(readFileSync(passphraseFile(root), "utf8")).toBe(made);
      expect(modeOf(passphraseFile(root))).toBe(0o600);
      return made;
    });
    expect(first).toMatch(/^[\w-]{43}\n$/);
    expect(second).not.toBe(first);
  });

  it("gives processes that start together the same passphrase", async () => {
    const root = temporaryFolder();
    ensureLocalFolders("dev", root);
    const script = `
      const { ensurePassphrase, passphraseFile } = await import(${JSON.stringify(
        join(projectRoot, "cli/workspace/passphrase.ts"),
      )});
      ensurePassphrase(process.argv[1]);
      process.stdout.write((await import("node:fs")).readFileSync(passphraseFile(process.argv[1]), "utf8"));`;
    const runs = await Promise.all(
      Array.from({ length: 8 }, () =>
        runProcess(process.execPath, ["--input-type=module", "--eval", script, root]),
      ),
    );
    expect(runs.map(({ code }) => code)).toEqual(Array(8).fill(0));
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(readdirSync(join(root, ".pgstack")).sort()).toEqual(["passphrase", "stacks", "state"]);
  });
});
