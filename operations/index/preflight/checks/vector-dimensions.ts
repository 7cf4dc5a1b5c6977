import type { IndexDefinition } from "../../../../model/index-definition.ts";
import type { ColumnFacts, TableFacts } from "../../../../sql/index/preflight/read-schema-facts.ts";
import type { PreflightFinding } from "../preflight-finding.ts";

/**
 * Most dimensions (bits, for `bit`) of an index, by type; sparsevec has a limit of non-zero elements in place of one.
 * Source: pgvector's README, sections HNSW and IVFFlat.
 */
const limits: Readonly<Record<string, number>> = { vector: 2_000, halfvec: 4_000, bit: 64_000 };

/** Non-zero elements that a sparsevec in an HNSW index has at most. */
const sparseElements = 1_000;

/** What an index of pgvector's cannot take: too many dimensions, none declared, a type the method does not know. */
export function vectorDimensions(index: IndexDefinition, table: TableFacts): PreflightFinding[] {
  const { method = "btree" } = index;
  if (method !== "hnsw" && method !== "ivfflat") return [];
  return index.keys.flatMap(({ column: name }, at) => {
    const column = table.columns.find((each) => each.name === name);
    const found = column === undefined ? undefined : judge(column, method);
    return found === undefined ? [] : [{ property: `keys[${at}]`, ...found }];
  });
}

type Judgement = Omit<PreflightFinding, "property">;

function judge({ name, type, dimensions }: ColumnFacts, method: string): Judgement | undefined {
  if (type === "sparsevec" && method === "ivfflat")
    return {
      level: "error",
      what: `${name} is a sparsevec, which ivfflat cannot index`,
      mend: "Use method hnsw.",
    };
  if (type === "sparsevec")
    return {
      level: "warning",
      what: `an hnsw index takes sparsevec values of at most ${count(sparseElements)} non-zero elements: one with more in ${name} fails the build, or the INSERT after it`,
      mend: "Where that may happen, keep the largest elements alone, or index a reduced vector.",
    };
  const limit = limits[type];
  if (limit === undefined) return undefined;
  if (dimensions === null)
    return {
      level: "error",
      what: `${name} is of type ${type} without dimensions, which ${method} cannot index`,
      mend: `Give it its dimensions in a migration, ALTER TABLE ... ALTER COLUMN ${name} TYPE ${type}(n); or index rows of one length: { expression: "${name}::${type}(n)" } with where: "vector_dims(${name}) = n".`,
    };
  if (dimensions <= limit) return undefined;
  return {
    level: "error",
    what: `${name} has ${count(dimensions)} ${type === "bit" ? "bits" : "dimensions"}, and ${method} takes ${count(limit)} of type ${type} at most`,
    mend: waysRound(name, type, dimensions),
  };
}

function waysRound(name: string, type: string, dimensions: number): string {
  const half = limits.halfvec ?? 0;
  const ways = [
    ...(type === "vector" && dimensions <= half
      ? [`half precision, { expression: "${name}::halfvec(${dimensions})", opclass: "halfvec_cosine_ops" }`]
      : []),
    ...(type === "bit"
      ? [`a part of it, { expression: "substring(${name} from 1 for 64000)::bit(64000)" }`]
      : [
          `the first dimensions, where the model was trained for that, { expression: "subvector(${name}, 1, ${type === "halfvec" ? half : 2_000})::${type}(${type === "halfvec" ? half : 2_000})" }`,
          ...(dimensions <= (limits.bit ?? 0)
            ? [
                `one bit a dimension, { expression: "binary_quantize(${name})::bit(${dimensions})", opclass: "bit_hamming_ops" }, ordering what it finds by ${name} again`,
              ]
            : []),
        ]),
  ];
  return `Index ${ways.join("; or ")}. Queries order by the same expression.`;
}

/** 2000 as `2,000`. */
function count(value: number): string {
  return value.toLocaleString("en-US");
}
