import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeSchema } from "../../../operations/catalog/describe-schema.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";
import { changes, manyObjects } from "./many-objects.ts";

let server: EmbeddedServer;
const lines = () => describeSchema(server.client, "shop");

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE ROLE shop_owner; CREATE ROLE other_owner");
});
afterAll(() => server.stop());

beforeEach(async () => {
  await server.client.query(`
    DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop; SET search_path = shop, public; ${manyObjects}`);
});

describe("describeSchema", () => {
  it("has a line for everything, in order, with qualified names and without OIDs", async () => {
    const admin = (await server.client.query<{ name: string }>("SELECT current_user::text AS name")).rows[0]
      ?.name;
    const found = (await lines()).map((line) => line.replaceAll(`owner ${admin}`, "owner me"));
    expect(found).toEqual([...found].sort((a, b) => (a < b ? -1 : 1)));
    expect(found).toEqual(
      expect.arrayContaining([
        "column people.id bigint not null identity always",
        expect.stringMatching(/^column people\.long_name text generated s \(.*name.*'!'/),
        `column people.name character varying(50) collate "C" not null default 'x'::character varying comment 'it''s a name'`,
        "column people.mail shop.email",
        "composite type pair owner me",
        "constraint shop.email.email_check CHECK ((VALUE ~ '@'::text))",
        "constraint shop.events.events_person_fkey FOREIGN KEY (person) REFERENCES shop.people(id) ON DELETE CASCADE",
        "constraint shop.people.people_name_check CHECK (((name)::text <> ''::text)) NOT VALID",
        "constraint's index people_pkey CREATE UNIQUE INDEX people_pkey ON shop.people USING btree (id)",
        "enum mood owner me of 'sad', 'happy'",
        "index people_mood_idx CREATE INDEX people_mood_idx ON shop.people USING btree (mood) WHERE (mood IS NOT NULL)",
        "partitioned table events owner me partition by RANGE (at)",
        "policy people.own permissive for r to shop_owner using (id > 0)",
        "sequence numbers owner me integer start 5 by 2 from 1 to 2147483647 cache 1 cycle",
        "table events_2026 owner me inherits shop.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "table people owner me options fillfactor=90 row security comment 'who'",
      ]),
    );
    expect(found.some((line) => /\b\d{5}\b/.test(line.replace("2147483647", "")))).toBe(false);
  });

  it("is the same for the same schema made again, and leaves the search_path as it was", async () => {
    const first = await lines();
    await server.client.query(`DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; ${manyObjects}`);
    expect(await lines()).toEqual(first);
    expect((await server.client.query("SHOW search_path")).rows).toEqual([{ search_path: "shop, public" }]);
  });

  it("is the same after a column was dropped and made again", async () => {
    const first = await lines();
    await server.client.query(
      "ALTER TABLE people DROP COLUMN mail; ALTER TABLE people ADD COLUMN mail email",
    );
    expect(await lines()).toEqual(first);
  });

  it("holds nothing of a schema that is empty, or not there", async () => {
    await server.client.query("DROP SCHEMA shop CASCADE");
    expect(await lines()).toEqual([]);
    await server.client.query("CREATE SCHEMA shop");
    expect(await lines()).toEqual([]);
  });

  it.each(changes)("sees %s", async (change) => {
    const before = await lines();
    await server.client.query(change);
    expect(await lines()).not.toEqual(before);
  });
});
