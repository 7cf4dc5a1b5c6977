import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withRunLock } from "../../../cli/workspace/run-lock.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { runProcess, startProcess, until } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const held = "another run holds this stack's lock";

describe("the lock of a run", () => {
  it("is for one run at a time, and free again after it", async () => {
    const root = temporaryFolder();
    const second = withRunLock("dev", async () => withRunLock("dev", async () => "both", root), root);
    await expect(second).rejects.toThrow(held);
    expect(await withRunLock("dev", async () => "alone", root)).toBe("alone");
  });

  it("is free again after a run that failed", async () => {
    const root = temporaryFolder();
    const failed = withRunLock("dev", () => Promise.reject(new Error("no")), root);
    await expect(failed).rejects.toThrow("no");
    expect(await withRunLock("dev", async () => "alone", root)).toBe("alone");
  });

  it("is one for each stack", async () => {
    const root = temporaryFolder();
    expect(await withRunLock("dev", () => withRunLock("staging", async () => "both", root), root)).toBe(
      "both",
    );
  });

  it("is got by one of two that take it in the same moment", async () => {
    const root = temporaryFolder();
    const module = join(projectRoot, "cli/workspace/run-lock.ts");
    const rounds = 200;
    // Both ask at the same tick of the clock, and who has it keeps it until the other has asked.
    const code = `import { withRunLock } from ${JSON.stringify(module)};
      const first = ${Date.now() + 2_000};
      const wait = (until) => { while (Date.now() < until); };
      let got = "";
      for (let round = 0; round < ${rounds}; round++) {
        wait(first + round * 30);
        await withRunLock("stack-" + round, async () => { got += "1"; wait(Date.now() + 15); }, ${JSON.stringify(root)})
          .catch(() => { got += "0"; });
      }
      console.log(got);`;
    const run = () => runProcess(process.execPath, ["--input-type=module", "-e", code]);
    const [one, other] = (await Promise.all([run(), run()])).map(({ stdout }) => stdout.trim());
    const marks = [...(one ?? "")].map((mark, round) => mark + other?.[round]);
    expect(marks.length).toBe(rounds);
    expect(marks.filter((both) => both === "00")).toEqual([]);
  });

  it("goes with a process that is killed", async () => {
    const root = temporaryFolder();
    const module = join(projectRoot, "cli/workspace/run-lock.ts");
    const taken = join(root, "taken");
    const code = `import { writeFileSync } from "node:fs";
      import { withRunLock } from ${JSON.stringify(module)};
      await withRunLock("dev", () => {
        writeFileSync(${JSON.stringify(taken)}, "");
        return new Promise(() => setInterval(() => {}, 1000));
      }, ${JSON.stringify(root)});`;
    const { pid, ended } = startProcess(process.execPath, ["--input-type=module", "-e", code]);
    await until("it has the lock", () => existsSync(taken));
    await expect(withRunLock("dev", async () => "mine", root)).rejects.toThrow(held);
    process.kill(pid, "SIGKILL");
    await ended;
    expect(await withRunLock("dev", async () => "mine", root)).toBe("mine");
  });
});
