import { expect, it } from "vitest";
import {
  formatSuperuserReference,
  parseSuperuserReference,
} from "../../../../db/superuser/superuser-reference.ts";

it.each([
  [
    "docker:stack-dev@unix:///var/run/docker.sock",
    { kind: "docker", container: "stack-dev", host: "unix:///var/run/docker.sock" },
  ],
  [
    "docker:stack-dev@ssh://user@far.example",
    { kind: "docker", container: "stack-dev", host: "ssh://user@far.example" },
  ],
  [
    "socket:/usr/lib/postgresql/17/bin|/home/a b/run|5433",
    { kind: "socket", bin: "/usr/lib/postgresql/17/bin", folder: "/home/a b/run", port: 5433 },
  ],
] as const)("%s is read and written", (reference, place) => {
  expect(parseSuperuserReference(reference)).toEqual(place);
  expect(formatSuperuserReference(place)).toBe(reference);
});

it.each(["", "docker:", "docker:x", "docker:@host", "socket:/bin|/run", "socket:/bin|/run|x", "ssh:x"])(
  "%j is none",
  (text) => {
    expect(() => parseSuperuserReference(text)).toThrow(RangeError);
  },
);

it("is not written of parts that could not be told apart", () => {
  expect(() => formatSuperuserReference({ kind: "socket", bin: "/a|b", folder: "/run", port: 1 })).toThrow(
    RangeError,
  );
});
