import { spawn } from "node:child_process";
import { UserError } from "../../errors/user-error.ts";

/** The ways to get a CLI, for when none was found and none was built. */
const waysToGetOne =
  "There are three ways to get one: a release of the Pulumi CLI on PATH (https://www.pulumi.com/docs/install/); " +
  "`npm install --no-save pulumi && npx pulumi version`, which downloads one; " +
  "or Go (https://go.dev/dl/), with which one is built here, once.";

/**
 * Builds a command of a module's dependencies.
 *
 * @param modules folder of the go.mod
 * @param args those of `go build`
 * @throws UserError without Go, with one that is too old, or with what the compiler said
 */
export function goBuild(modules: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", ["build", ...args], {
      cwd: modules,
      // A workspace above the checkout is none of this module's.
      env: { ...process.env, GOWORK: "off" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk).slice(-4000);
    });
    child.on("error", (cause) =>
      reject(
        new UserError("none was found, and there is no Go to build one", {
          where: "Pulumi CLI",
          mend: waysToGetOne,
          cause,
        }),
      ),
    );
    child.on("close", (code, signal) => (code === 0 ? resolve() : reject(failed(stderr, signal))));
  });
}

function failed(stderr: string, signal: NodeJS.Signals | null): UserError {
  const where = "Pulumi CLI";
  const tooOld = /go.mod requires go >= (?<needed>\S+) \(running go (?<found>[^;)]+)/.exec(stderr)?.groups;
  if (tooOld) {
    const what = `none was found, and Go ${tooOld.found} is too old to build one: that takes ${tooOld.needed}`;
    return new UserError(what, { where, mend: waysToGetOne });
  }
  if (signal !== null)
    return new UserError(`its build was ended by ${signal}`, { where, mend: "Run it again." });
  const said = stderr
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("go: downloading"))
    .slice(-5)
    .join("\n  ");
  return new UserError(`none was found, and it could not be built:\n  ${said}`, {
    where,
    mend: waysToGetOne,
  });
}
