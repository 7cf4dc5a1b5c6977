import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { documentedIndexes as documented, documentedTables } from "./documented-indexes.ts";
import { type IndexServer, indexServer, kinds, type Made } from "./index-server.ts";

describe.each(kinds)("what docs/indexes.md shows, on the %s server", (kind) => {
  let server: IndexServer;
  const made = new Map<string, Made>();
  beforeAll(async () => {
    server = await indexServer(kind);
    await server.admin.query(documentedTables);
  });
  afterAll(() => server?.stop());

  it.each(documented.map((index) => [index.name, index] as const))(
    "%s is built, adopted, and nothing more is proposed",
    async (name, index) => {
      const one = await server.make(index);
      made.set(name, one);
      expect(one.outputs.valid).toBe(true);
      expect(one.outputs.missingOn).toEqual(index.table === "events" ? [] : undefined);
      expect((await server.make(index)).outputs).toEqual(one.outputs);
      expect((await server.proposed(one)).changes).toEqual([]);
    },
  );

  it.each(documented.map((index) => [index.name, index] as const))(
    "%s is imported as a declaration that means the same",
    async (name, index) => {
      const imported = (await server.imported(name)) as unknown as IndexDefinition;
      // Its conditions and expressions are the server's texts; all else is what was declared.
      const plain = ({ where, keys, ...rest }: IndexDefinition) => ({
        ...rest,
        partial: where !== undefined,
        keys: keys.map(({ expression, ...key }) => ({ ...key, computed: expression !== undefined })),
      });
      expect(plain(imported)).toEqual(plain(withoutDefaults(index)));
      expect((await server.make(imported)).outputs.definition).toBe(made.get(name)?.outputs.definition);
    },
  );
});

/** What says what holds anyway is not given back. */
function withoutDefaults(index: IndexDefinition): IndexDefinition {
  if (index.name !== "articles_embedding_ivf_idx") return index;
  // The default class of vector.
  return { ...index, keys: [{ column: "embedding" }] };
}
