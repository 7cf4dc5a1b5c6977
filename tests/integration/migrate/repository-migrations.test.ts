import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "../../../model/database.ts";
import { describeSchema } from "../../../operations/catalog/describe-schema.ts";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

const { schemas } = database({ foreignKeyIndexes: false, embeddingDimensions: 384 });
let server: EmbeddedServer;

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE EXTENSION vector SCHEMA public");
  await server.client.query("CREATE ROLE mcp_owner");
  for (const { name, owner } of schemas)
    await server.client.query(`CREATE SCHEMA ${name} AUTHORIZATION ${owner}`);
});
afterAll(() => server.stop());

describe("the repository's migrations", () => {
  it.each(schemas)(
    "of $name: every one up, down, up leaves the catalog as it was",
    async ({ name, owner, variables }) => {
      const { client } = server;
      const files = await readMigrations(join(projectRoot, "migrations", name), variables);
      const states = [await describeSchema(client, name)];
      for (const { version } of files) {
        await migrate({ client, schema: name, owner, files, target: version });
        states.push(await describeSchema(client, name));
      }
      for (const { version } of files.toReversed()) {
        await migrate({ client, schema: name, owner, files, target: version - 1 });
        expect(await describeSchema(client, name)).toEqual(states[version - 1]);
        await migrate({ client, schema: name, owner, files, target: version });
        expect(await describeSchema(client, name)).toEqual(states[version]);
        await migrate({ client, schema: name, owner, files, target: version - 1 });
      }
      expect(await describeSchema(client, name)).toEqual([]);
      expect(await appliedMigrations(client, name)).toEqual([]);
      await migrate({ client, schema: name, owner, files });
      expect(await describeSchema(client, name)).toEqual(states.at(-1));
    },
  );

  it("leave what they make to the owner, and no index on order_items but its primary key's", async () => {
    const { rows: owners } = await server.client.query(
      `SELECT DISTINCT pg_get_userbyid(relowner)::text AS owner FROM pg_class
       WHERE relnamespace IN ('commerce'::regnamespace, 'rag'::regnamespace)`,
    );
    expect(owners).toEqual([{ owner: "mcp_owner" }]);
    const { rows: indexes } = await server.client.query(
      "SELECT indexname::text FROM pg_indexes WHERE tablename = 'order_items'",
    );
    expect(indexes).toEqual([{ indexname: "order_items_pkey" }]);
  });

  it("give the embedding the declared number of dimensions", async () => {
    const { rows } = await server.client.query(
      `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = 'rag.conversation_chunks'::regclass AND attname = 'embedding'`,
    );
    expect(rows).toEqual([{ type: "vector(384)" }]);
  });

  it.each([
    [
      "INSERT INTO commerce.customers (email, full_name, country) VALUES ('A@b.c', 'A', 'DE')",
      "customers_email_check",
    ],
    [
      "INSERT INTO commerce.customers (email, full_name, country) VALUES ('a@b.c', 'A', 'de')",
      "customers_country_check",
    ],
    [
      "INSERT INTO commerce.products (sku, name, category, price) VALUES ('A-1', 'a', 'toys', -1)",
      "products_price_check",
    ],
    ["INSERT INTO commerce.orders (customer_id, status) VALUES (1, 'lost')", "orders_status_check"],
    ["INSERT INTO commerce.orders (customer_id) VALUES (1)", "orders_customer_id_fkey"],
    [
      "INSERT INTO commerce.order_items (order_id, product_id, quantity, unit_price) VALUES (1, 1, 0, 1)",
      "order_items_quantity_check",
    ],
    [
      "INSERT INTO rag.conversation_chunks (conversation_id, position, content, content_hash) VALUES (1, 0, 'x', 'x')",
      "conversation_chunks_content_hash_check",
    ],
  ])("%s breaks %s", async (statement, constraint) => {
    await expect(server.client.query(statement)).rejects.toMatchObject({ constraint });
  });
});
