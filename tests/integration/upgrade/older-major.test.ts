import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { finishUpgrade } from "../../../operations/docker/upgrade/finish-upgrade.ts";
import { planUndo, undoUpgrade } from "../../../operations/docker/upgrade/undo-upgrade.ts";
import { planUpgrade } from "../../../operations/docker/upgrade/upgrade-plan.ts";
import { requireMajor } from "../../../stacks/choice/require-major.ts";
import { buildImage, buildTime, image, mustDocker, needsDocker } from "../image/docker.ts";
import { everythingIn } from "./everything-in.ts";
import { buildOldImage, needsOldPostgres, oldImage } from "./old-image.ts";
import { runUpgrade } from "./run-upgrade.ts";
import { StackByHand } from "./stack-by-hand.ts";

beforeAll(async () => {
  await buildImage();
  await buildOldImage();
}, buildTime);
beforeEach(needsDocker);
beforeEach(needsOldPostgres);

const script = readFileSync(join(import.meta.dirname, "many-objects.sql"), "utf8");
/** Needs all the quoting there is. */
const odd = "o'dd = \\ db";

/** What 15 and 17 write otherwise of the same thing: who granted a membership and how it inherits, names in views. */
const writtenOtherwise: readonly (readonly [string, string])[] = [
  [
    'GRANT mcp_admin TO "Odd ""Rôle";',
    'GRANT mcp_admin TO "Odd ""Rôle" WITH INHERIT FALSE GRANTED BY rdsadmin;',
  ],
  [
    "GRANT pg_monitor TO rds_superuser;",
    "GRANT pg_monitor TO rds_superuser WITH INHERIT TRUE GRANTED BY rdsadmin;",
  ],
  [
    "GRANT rds_superuser TO mcp_admin WITH ADMIN OPTION;",
    "GRANT rds_superuser TO mcp_admin WITH ADMIN OPTION, INHERIT TRUE GRANTED BY rdsadmin;",
  ],
  ["SELECT every_type.id,\n    every_type.word\n", "SELECT id,\n    word\n"],
  ["WHERE (every_type.plain > 3)", "WHERE (plain > 3)"],
  ["SELECT parted.place,", "SELECT place,"],
  ["GROUP BY parted.place", "GROUP BY place"],
];

function asWrittenBy17(text: string): string {
  return writtenOtherwise.reduce((changed, [by15, by17]) => changed.replace(by15, by17), text);
}

it("goes from PostgreSQL 15 to 17 with every row and object, and back", { timeout: 600_000 }, async () => {
  const stack = await StackByHand.create(oldImage, 15);
  await stack.sql(script);
  await stack.sql("CREATE TABLE latin (t text); INSERT INTO latin VALUES ('déjà vu');", odd);
  const before = await everythingIn(stack, image);
  const { imageId } = stack.remembered;

  await expect(requireMajor(stack.remembered, { name: image }, 17)).rejects.toThrow(
    `pgstack:image: ${image}: the data is PostgreSQL 15's, and the image is PostgreSQL 17: that takes an upgrade\n  Run \`npx pgstack upgrade\``,
  );
  const copied = await runUpgrade(stack, image);
  const { identifiers, ...counted } = copied;
  expect(counted).toEqual({ databases: 6, tables: 18, rows: 5370, notes: [] });
  expect(stack.remembered.copies).toEqual({ [identifiers.to]: identifiers.from });
  expect(await stack.folders()).toEqual(["15", "17"]);
  expect(await mustDocker("ps", "--all", "--quiet", "--filter", `label=pgstack.name=${stack.name}`)).toBe("");
  expect(await mustDocker("volume", "ls", "--quiet", "--filter", `name=${stack.name}`)).toBe(stack.name);
  expect(stack.remembered).toMatchObject({ cluster: "17", majorVersion: 17, image });
  const { previousCluster } = stack.remembered;
  expect(previousCluster).toMatchObject({ cluster: "15", majorVersion: 15, image: oldImage, imageId });

  await requireMajor(stack.remembered, { name: image }, 17);
  await stack.up(image);
  expect(await stack.sql("SHOW server_version_num")).toMatch(/^17/);
  expect(await everythingIn(stack, image)).toBe(asWrittenBy17(before));
  // Sequences go on: identity, serial, one that goes down and one that was never asked.
  const writable = "SET default_transaction_read_only = off; SET search_path = app, public;";
  expect(
    await stack.sql(
      `${writable} INSERT INTO every_type DEFAULT VALUES RETURNING id; INSERT INTO serials DEFAULT VALUES RETURNING id, n;
       SELECT nextval('apart'), nextval('never_used');`,
      "shop",
    ),
  ).toBe("10110\n301|301\n287|1");
  expect(await stack.logIn("mcp_admin", "admin's pass", "shop")).toBe("mcp_admin");
  expect(await stack.logIn('Odd "Rôle', "odd pass", "shop")).toBe('Odd "Rôle');
  await expect(stack.logIn("mcp_admin", "another", "shop")).rejects.toThrow("password authentication failed");
  await stack.sql("CREATE TABLE since_then ()");
  await expect(planUpgrade(stack.server, image)).rejects.toThrow("has the data of PostgreSQL 15 as well");

  const after = await everythingIn(stack, image);
  await undoUpgrade(stack.server, await planUndo(stack.server), stack.root);
  expect(stack.remembered).toMatchObject({ cluster: "15", majorVersion: 15, image: oldImage, imageId });
  await expect(requireMajor(stack.remembered, { name: image }, 17)).rejects.toThrow("that takes an upgrade");
  await requireMajor(stack.remembered, { name: oldImage }, 15);
  await stack.up(oldImage);
  expect(await everythingIn(stack, image)).toBe(before);
  await expect(
    requireMajor({ ...stack.remembered, cluster: "17", imageId: "" }, { name: oldImage }, 15),
  ).rejects.toThrow(`is PostgreSQL 15, which is older\n  PostgreSQL has no way back to an older version.`);

  // An undo can be undone, and then there is an end.
  await undoUpgrade(stack.server, await planUndo(stack.server), stack.root);
  await stack.up(image);
  expect(await everythingIn(stack, image)).toBe(after);
  const kept = await finishUpgrade(stack.server, stack.root);
  expect(kept.cluster).toBe("15");
  expect(await stack.folders()).toEqual(["17"]);
  expect(stack.remembered.previousCluster).toBe(undefined);
  await expect(planUndo(stack.server)).rejects.toThrow("there is no upgrade to go back from");
  await expect(planUpgrade(stack.server, oldImage)).rejects.toThrow(
    "the data is PostgreSQL 17's, and the image is PostgreSQL 15: PostgreSQL has no way back to an older version",
  );
  await expect(planUpgrade(stack.server, image)).rejects.toThrow(
    "the data is PostgreSQL 17's, and so is the image: there is nothing to upgrade",
  );
});
