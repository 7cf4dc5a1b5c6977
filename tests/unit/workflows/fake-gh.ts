import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../settings/paths.ts";

/** What a script did: its output, and how it called gh. */
export interface Ran {
  readonly output: string;
  /** Arguments of each call, in order; in place of a file its name. */
  readonly calls: readonly (readonly string[])[];
  /** Text of the file that the last call was given. */
  readonly body: string;
}

/**
 * Runs a script of `.github/scripts` with a gh that writes down its calls and answers a list with `found`.
 *
 * @param text of the file that the script is given
 */
export function runScript(script: string, args: readonly string[], text: string, found: string): Ran {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-gh-"));
  try {
    const gh = join(folder, "gh");
    writeFileSync(
      gh,
      `#!/usr/bin/env bash
printf '%s\\x1f' "$@" >>"${folder}/calls"; printf '\\x1e' >>"${folder}/calls"
for argument; do
  case $argument in body=@*) cp "\${argument#body=@}" "${folder}/body" ;; /tmp/*) cp "$argument" "${folder}/body" ;; esac
done
case "$*" in *--paginate*|'issue list'*) printf '%s' '${found}' ;; esac
`,
    );
    chmodSync(gh, 0o755);
    writeFileSync(join(folder, "text"), text);
    const output = execFileSync(
      join(projectRoot, ".github", "scripts", script),
      [...args, join(folder, "text")],
      {
        encoding: "utf8",
        env: {
          PATH: `${folder}:${process.env.PATH}`,
          TMPDIR: "/tmp",
          GITHUB_REPOSITORY: "acme/shop",
          GITHUB_SERVER_URL: "https://github.com",
          GITHUB_RUN_ID: "7",
        },
        stdio: "pipe",
      },
    );
    return { output, calls: callsIn(folder), body: read(join(folder, "body")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function callsIn(folder: string): string[][] {
  return read(join(folder, "calls"))
    .split("\u001e")
    .filter(Boolean)
    .map((call) =>
      call
        .split("\u001f")
        .slice(0, -1)
        .map((each) => each.replace(/\/tmp\/\S+/, "FILE")),
    );
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
