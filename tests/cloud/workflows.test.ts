import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../settings/paths.ts";
import { needsActionlint } from "./needs-actionlint.ts";
import { pythonTool } from "./needs-python-tool.ts";

const folder = join(projectRoot, ".github", "workflows");
let program = "";
let elsewhere = "";

/** What actionlint finds, a line each: file, place, message and kind. Shell scripts are judged where shellcheck is. */
function lint(root: string, files: readonly string[]): { status: number | null; lines: string[] } {
  const shellcheck = pythonTool("shellcheck");
  const { status, stdout } = spawnSync(
    program,
    ["-oneline", ...(existsSync(shellcheck) ? ["-shellcheck", shellcheck] : []), ...files],
    { cwd: root, encoding: "utf8" },
  );
  return { status, lines: stdout.split("\n").filter(Boolean) };
}

describe("the workflows", () => {
  beforeEach((context) => {
    if (program === "") program = needsActionlint(context);
    if (elsewhere === "") elsewhere = mkdtempSync(join(tmpdir(), "pgstack-workflows-"));
  });
  afterAll(() => {
    if (program !== "") rmSync(dirname(program), { recursive: true });
    if (elsewhere !== "") rmSync(elsewhere, { recursive: true });
  });

  it("have nothing that actionlint finds", () => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.length).toBeGreaterThanOrEqual(5);
    expect(lint(projectRoot, files)).toEqual({ status: 0, lines: [] });
  });

  it("give actions inputs that they have: actionlint knows them by their major version", () => {
    const copy = join(elsewhere, "majors", ".github", "workflows");
    mkdirSync(copy, { recursive: true });
    const files = readdirSync(folder).map((name) => {
      const text = readFileSync(join(folder, name), "utf8").replaceAll(/(@v\d+)\.\d+\.\d+/g, "$1");
      writeFileSync(join(copy, name), text);
      return join(copy, name);
    });
    expect(lint(join(elsewhere, "majors"), files)).toEqual({ status: 0, lines: [] });
  });

  it("are judged by a linter that does find what is wrong", () => {
    mkdirSync(join(elsewhere, ".github", "workflows"), { recursive: true });
    const file = join(elsewhere, ".github", "workflows", "bad.yml");
    writeFileSync(
      file,
      [
        "on: pull_request",
        "permissions: { pull-request: write }",
        "jobs:",
        "  one:",
        "    runs-on: ubuntu-latest",
        "    needs: [none]",
        "    steps:",
        "      - uses: actions/checkout@v5",
        "        with:",
        "          fetch-deph: 0",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
        "      - run: echo ${{ github.event.pull_request.title }}",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
        "      - run: echo ${{ secrest.TOKEN }}",
      ].join("\n"),
    );
    const { status, lines } = lint(elsewhere, [file]);
    expect(status).toBe(1);
    const found = lines.join("\n");
    for (const message of [
      'unknown permission scope "pull-request"',
      'job "one" needs job "none" which does not exist',
      'input "fetch-deph" is not defined',
      '"github.event.pull_request.title" is potentially untrusted',
      'undefined variable "secrest"',
    ])
      expect(found).toContain(message);
  });
});
