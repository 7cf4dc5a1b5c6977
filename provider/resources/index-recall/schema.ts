import { listOf, type ObjectSchema } from "../../property-schema.ts";

/** What the program says of a gate, and what it finds. */
export const indexRecallSchema: ObjectSchema = {
  description:
    "The recall of a vector index, measured, and the smallest value of its parameter that meets a goal.",
  inputs: {
    schema: { type: "string", description: "Schema of the index." },
    index: { type: "string", description: "Name of an hnsw or ivfflat index." },
    definition: {
      type: "string",
      description: "The server's own text of the index: another one is measured again.",
    },
    k: { type: "integer", description: "How many nearest rows a query asks for, 1 to 1000." },
    atLeast: { type: "number", description: "The part of them that has to be found, above 0 and below 1." },
    queries: { type: "integer", description: "Queries asked. Default 20 / (1 - atLeast), and 200 to 1000." },
    from: {
      type: "string",
      description:
        "SQL whose only column is the vectors that are asked for. Default rows of the table, moved a little.",
    },
    seed: { type: "integer", description: "Another seed takes other rows. Default 1." },
    byHand: {
      type: "object",
      additionalProperties: { type: "number" },
      description: "Values that the program itself gives to roles, by role: measured too. Default none.",
    },
  },
  required: ["schema", "index", "definition", "k", "atLeast"],
  outputs: {
    parameter: { type: "string", description: "hnsw.ef_search or ivfflat.probes." },
    value: {
      type: "integer",
      description: "The smallest value that meets the goal; pgvector's own where nothing was measured.",
    },
    summary: { type: "string", description: "What was measured, in words, or why nothing was." },
    measured: { type: "boolean", description: "Whether anything was." },
    recall: { type: "number", description: "Mean recall at that value; 0 where nothing was measured." },
    curve: listOf("RecallPoint", "Every value measured."),
    notes: {
      type: "array",
      items: { type: "string" },
      description: "Roles that miss the goal by a value of the program's own, a sentence each.",
    },
    rows: { type: "integer", description: "Rows in the index when it was measured." },
    bytes: { type: "integer", description: "Size of the table when it was measured." },
    incarnation: {
      type: "string",
      description: "How the index was built, and each of its parts, in numbers of the server's.",
    },
    stale: {
      type: "array",
      items: { type: "string" },
      description: "Why it has to be measured again, in words; the next update does.",
    },
  },
  types: {
    RecallPoint: {
      type: "object",
      description: "What one value of the parameter gives.",
      properties: {
        value: { type: "integer", description: "Of hnsw.ef_search or ivfflat.probes." },
        recall: { type: "number", description: "Mean over the queries, 0 to 1." },
        atLeast: {
          type: "number",
          description: "What the recall of queries that were not asked is at least, 0 to 1.",
        },
        milliseconds: { type: "number", description: "Mean time of a query." },
      },
      required: ["value", "recall", "atLeast", "milliseconds"],
    },
  },
};
