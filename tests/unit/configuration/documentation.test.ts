import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { optionsOf } from "./options.ts";
import { profileTable } from "./profile-table.ts";

const text = readFileSync(join(projectRoot, "docs", "configuration.md"), "utf8");

it("has the table of profiles as it is computed", () => {
  expect(/<!-- profiles -->\n(?<table>(\|.*\n)+)/.exec(text)?.groups?.table).toBe(profileTable());
});

it("names no parameter that is not computed", () => {
  const computed = new Set(serverParameters(optionsOf("production")).map(({ name }) => name));
  const others = ["rds.force_ssl", "rds.log_retention_period", "hash_mem_multiplier"];
  const named = [...text.matchAll(/`(?<name>[a-z]+([_.][a-z_]+)+)`/g)].map(
    ({ groups }) => groups?.name ?? "",
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !computed.has(name) && !others.includes(name))).toEqual([]);
});
