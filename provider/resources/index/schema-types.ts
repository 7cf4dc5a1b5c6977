import { type EnumType, type ObjectType, typeRef, words } from "../../property-schema.ts";

/** Named types of an index's properties. */
export const indexTypes: Readonly<Record<string, ObjectType | EnumType>> = {
  IndexMethod: {
    type: "string",
    description: "Access methods an index can have.",
    enum: [
      { name: "BTree", value: "btree", description: "Equality, ranges and order." },
      { name: "Hash", value: "hash", description: "Equality alone." },
      {
        name: "Gin",
        value: "gin",
        description: "Values with many parts: jsonb, arrays, full text, trigrams.",
      },
      { name: "Gist", value: "gist", description: "Ranges, geometry, nearest neighbours, trigrams." },
      {
        name: "SpGist",
        value: "spgist",
        description: "Points, ranges, network addresses, prefixes of texts.",
      },
      { name: "Brin", value: "brin", description: "Big tables that are stored in the order of the key." },
      { name: "Hnsw", value: "hnsw", description: "Nearest neighbours of vectors, by pgvector." },
      {
        name: "IvfFlat",
        value: "ivfflat",
        description: "Nearest neighbours of vectors in lists, by pgvector; built after the rows are there.",
      },
    ],
  },
  IndexOrder: words("Order of a key of a B-tree.", ["asc", "desc"]),
  IndexNulls: words("Where a B-tree has NULLs.", ["first", "last"]),
  IndexBuffering: words("How a GiST index is built when it outgrows the cache.", ["on", "off", "auto"]),
  IndexKey: {
    type: "object",
    description: "One key of an index: either a column or an expression.",
    properties: {
      column: { type: "string", description: "Name of the column." },
      expression: {
        type: "string",
        description: "SQL expression without the outer parentheses, such as lower(email).",
      },
      collation: {
        type: "string",
        description:
          "Name of the collation, such as C or de-x-icu; schema.name where its schema is not on the search path, and a part " +
          "with a dot in double quotes. Default the column's or expression's own.",
      },
      opclass: {
        type: "string",
        description:
          "Operator class, such as vector_cosine_ops; schema.name where its schema is not on the search path. " +
          "Default the type's own for the method.",
      },
      opclassParameters: {
        type: "object",
        additionalProperties: { $ref: "pulumi.json#/Any" },
        description:
          "Parameters of the operator class, such as siglen, by name: text, numbers, booleans. Default the class's own.",
      },
      order: {
        type: "string",
        $ref: typeRef("IndexOrder"),
        description: "Order of the key (btree only). Default asc.",
      },
      nulls: {
        type: "string",
        $ref: typeRef("IndexNulls"),
        description: "Where NULLs are (btree only). Default last for asc, first for desc.",
      },
    },
  },
  IndexStorage: {
    type: "object",
    description: "Storage parameters of an index. Each belongs to some access methods alone.",
    properties: {
      fillfactor: {
        type: "integer",
        description:
          "How full pages are packed, in per cent, 10 to 100 (btree, hash, gist, spgist). Default 90; 75 for hash, 80 for spgist.",
      },
      deduplicate_items: { type: "boolean", description: "Stores equal keys once (btree). Default true." },
      fastupdate: {
        type: "boolean",
        description: "Collects new entries in a list that is merged later (gin). Default true.",
      },
      gin_pending_list_limit: {
        type: "integer",
        description: "Size of that list in kB, at least 64 (gin). Default the server's setting, 4096.",
      },
      pages_per_range: {
        type: "integer",
        description: "Table pages that one entry sums up, 1 to 131072 (brin). Default 128.",
      },
      autosummarize: {
        type: "boolean",
        description: "Sums a range up when the next one is begun (brin). Default false.",
      },
      buffering: {
        type: "string",
        $ref: typeRef("IndexBuffering"),
        description: "How it is built when it outgrows the cache (gist). Default auto.",
      },
      m: {
        type: "integer",
        description: "Connections of each element, a layer, 2 to 100 (hnsw). Default 16.",
      },
      ef_construction: {
        type: "integer",
        description:
          "Candidates looked at for each new element, 4 to 1000 and at least twice m (hnsw). Default 64.",
      },
      lists: {
        type: "integer",
        description: "Lists the rows are divided into, 1 to 32768 (ivfflat). Default 100.",
      },
    },
  },
};
