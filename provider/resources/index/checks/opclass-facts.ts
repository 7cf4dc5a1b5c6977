import type { IndexMethod } from "../../../../model/index-definition.ts";

const distances = ["l2", "ip", "cosine"];
const classes = (type: string, ...of: readonly string[]) => of.map((distance) => `${type}_${distance}_ops`);
const ofBits = ["bit_hamming_ops"];

/** The operator classes of pgvector's methods. Source: pgvector 0.8; a test holds it against a server. */
export const vectorClasses: Readonly<Record<"hnsw" | "ivfflat", readonly string[]>> = {
  hnsw: [
    ...classes("vector", ...distances, "l1"),
    ...classes("halfvec", ...distances, "l1"),
    ...classes("sparsevec", ...distances, "l1"),
    ...ofBits,
    "bit_jaccard_ops",
  ],
  ivfflat: [...classes("vector", ...distances), ...classes("halfvec", ...distances), ...ofBits],
};

/** Other operator classes whose name is of some methods alone. */
const others: Readonly<Record<string, readonly IndexMethod[]>> = {
  gin_trgm_ops: ["gin"],
  gist_trgm_ops: ["gist"],
  jsonb_path_ops: ["gin"],
};

/** The methods an operator class is known to be of; none for one that is not known. */
export function methodsOfClass(name: string): readonly IndexMethod[] {
  const vector = (["hnsw", "ivfflat"] as const).filter((method) => vectorClasses[method].includes(name));
  return [...vector, ...(others[name] ?? [])];
}
