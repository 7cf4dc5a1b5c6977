import { expect, it } from "vitest";
import { plainText } from "../../../cli/output/engine-text.ts";

it("leaves out colour tags", () => {
  expect(plainText("<{%fg 1%}>error:<{%reset%}> no  ")).toBe("error: no");
});

it("leaves out what the plug-in postgresql puts in place of a password that it was not given", () => {
  const said = (words: string) =>
    `error connecting to PostgreSQL server db.example (scheme: postgres): ${words}`;
  expect(plainText(said('XXXXpXXXXq: password authentication failed for user "mcp_admin" (28P01)'))).toBe(
    said('pq: password authentication failed for user "mcp_admin" (28P01)'),
  );
  expect(plainText(said("XXXXdXXXXial tcp 127.0.0.1:5432: connect: connection refused"))).toBe(
    said("dial tcp 127.0.0.1:5432: connect: connection refused"),
  );
  // A password of its own that is hidden stays hidden.
  expect(plainText(said("pq: XXXX is wrong"))).toBe(said("pq: XXXX is wrong"));
});
