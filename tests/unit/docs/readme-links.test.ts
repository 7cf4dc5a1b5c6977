import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";

const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
const linked = [...readme.matchAll(/\]\((?<to>[^)#\s]+)/g)]
  .map(({ groups }) => groups?.to ?? "")
  .filter((to) => !to.includes("://"));

it("links every guide there is", () => {
  const guides = readdirSync(join(projectRoot, "docs")).map((name) => `docs/${name}`);
  expect(guides.filter((guide) => !linked.includes(guide))).toEqual([]);
});

it("links nothing that is not there", () => {
  expect(linked.filter((to) => !existsSync(join(projectRoot, to)))).toEqual([]);
});
