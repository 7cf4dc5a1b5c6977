import { describe, expect, it } from "vitest";
import { type FailedRun, runError } from "../../../cli/stack/run-error.ts";

const urn = (name: string) => `urn:pulumi:dev::pgstack::docker:index/network:Network::${name}`;
const failed = (
  errors: FailedRun["report"]["errors"],
  changes: readonly (readonly [string, number])[] = [],
): FailedRun => ({
  what: "up",
  interrupted: false,
  report: { errors, changes: new Map(changes) },
  stderr: "",
  logs: [],
  cause: undefined,
});
const network = "network with name pgstack-dev-1 already exists";
const foreign =
  "server-network: a network of somebody else's is called pgstack-dev-1\n" +
  "  Rename or remove it, if it is not this project's; then run it again. Nothing of somebody else's is touched.";

describe("runError", () => {
  it("says that what was done stays only when something was done", async () => {
    const errors = [{ urn: urn("server-network"), text: network }];
    expect((await runError(failed(errors))).message).toBe(foreign);
    expect((await runError(failed(errors, [["created", 2]]))).message).toBe(
      `${foreign}\n  What was done before stays done: mend the cause and run it again.`,
    );
  });

  it("gives what the program says as it is", async () => {
    const text = "pgstack:port: port 80 is taken by another program\n  End that program.";
    expect((await runError(failed([{ urn: undefined, text }]))).message).toBe(text);
  });

  it("tells once what happened to several, and lists what is different", async () => {
    const down = "a@127.0.0.1:24136/db: the server does not answer (ECONNREFUSED)";
    const errors = ["a", "b", "c", "d"].map((name) => ({ urn: urn(name), text: down }));
    expect((await runError(failed([...errors, { urn: urn("e"), text: "boom" }]))).message).toBe(
      [
        "up failed",
        "  a, b, c and 1 more: PostgreSQL at 127.0.0.1:24136 does not answer",
        "    Run `npx pgstack up`: it starts the server again, if it is not running. `npx pgstack doctor` says what is wrong.",
        "  e: boom",
        "  Nothing was changed: mend the cause and run it again.",
      ].join("\n"),
    );
  });
});
