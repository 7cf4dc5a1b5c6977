import { describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import { buildError } from "../../../operations/index/build-error.ts";

const index = { schema: "app", table: "items", name: "items_idx" };
const server = (code: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code, severity: "ERROR", ...more });
const said = (error: unknown) => {
  const made = buildError(error, index);
  if (!UserError.isInstance(made)) throw new Error("no UserError");
  expect(made.where).toBe("index app.items_idx");
  expect(made.cause).toBe(error);
  return made.message;
};

describe("buildError", () => {
  it("says which key is there twice", () => {
    const detail = "Key (name)=(x) is duplicated.";
    expect(said(server("23505", 'could not create unique index "items_idx"', { detail }))).toBe(
      "index app.items_idx: rows of app.items have the same key: Key (name)=(x) is duplicated. (SQLSTATE 23505)\n" +
        "  Change or delete all of these rows but one, or declare the index without unique.",
    );
  });

  it.each([
    [
      "53100",
      "No space left on device",
      /^index app\.items_idx: the server's disk is full: .*\n {2}Make room, /,
    ],
    [
      "53200",
      "out of memory",
      /the server has no memory for it: out of memory .*\n {2}Lower maintenance_work_mem, /,
    ],
    [
      "55P03",
      "x",
      /a lock was not to be had, however often it was tried .*\n {2}End the transactions on its table/,
    ],
    ["40P01", "x", /waited for each other each time it was tried\. .*\n {2}Run it when no other session/],
    [
      "57014",
      "canceling statement due to user request",
      /somebody cancelled the build: .*\n {2}Nothing of it is left/,
    ],
  ])("explains %s", (code, message, words) => {
    expect(said(server(code, message))).toMatch(words);
  });

  it.each(["53100", "53200"])("knows shared memory that is not to be had by its words, not by %s", (code) => {
    const message =
      'could not resize shared memory segment "/PostgreSQL.1" to 68001024 bytes: No space left on device';
    expect(said(server(code, message))).toBe(
      `index app.items_idx: ${message} (SQLSTATE ${code})\n` +
        "  Several processes that build an index share maintenance_work_mem in /dev/shm. Give the server more of that " +
        "(Docker: --shm-size), lower maintenance_work_mem, or set max_parallel_maintenance_workers to 0.",
    );
  });

  it("says that the connection was lost, whatever the words are", () => {
    expect(said(new Error("Connection terminated unexpectedly"))).toBe(
      "index app.items_idx: the connection was lost again and again: Connection terminated unexpectedly\n" +
        "  See the server's log for why it ended. The next `up` drops what is half-built, and builds it again.",
    );
  });

  it("gives the server's words of anything else", () => {
    expect(said(server("42703", 'column "nam" does not exist', { hint: 'Perhaps "name".' }))).toBe(
      'index app.items_idx: column "nam" does not exist (SQLSTATE 42703)\n  Perhaps "name".',
    );
    expect(said(server("XX000", "odd"))).toBe("index app.items_idx: odd (SQLSTATE XX000)");
  });

  it("leaves an error that is none of the server's as it is", () => {
    const own = new UserError("another index has this name");
    const bug = new TypeError("x is undefined");
    expect([buildError(own, index), buildError(bug, index)]).toEqual([own, bug]);
  });
});
