import { listOf, type ObjectSchema, typeRef } from "../../property-schema.ts";
import { indexTypes } from "./schema-types.ts";

/** An index's properties, for the check of its inputs and for the SDKs of other languages. */
export const indexSchema: ObjectSchema = {
  description:
    "An index of a table, a partitioned table or a materialized view, built without blocking writers and never left " +
    "INVALID. A change of schema or name replaces it; one of the comment changes the comment; any other builds the " +
    "new index beside the old one, which serves queries until the names are swapped.",
  inputs: {
    schema: { type: "string", description: "Schema of the table. A change replaces the index." },
    name: {
      type: "string",
      description: "Name of the index, unique in its schema. A change replaces the index.",
    },
    table: {
      type: "string",
      description:
        "A table, a partitioned table or a materialized view. A change rebuilds it there, where the table was not just renamed.",
    },
    keys: listOf("IndexKey", "Columns and expressions it searches, in order. A change rebuilds it."),
    method: {
      type: "string",
      $ref: typeRef("IndexMethod"),
      description: "Access method. Default btree. A change rebuilds it.",
    },
    unique: {
      type: "boolean",
      description: "Whether equal keys are refused (btree only). Default false. A change rebuilds it.",
    },
    nullsNotDistinct: {
      type: "boolean",
      description: "Whether a unique index takes two NULLs for equal. Default false. A change rebuilds it.",
    },
    include: {
      type: "array",
      items: { type: "string" },
      description:
        "Columns carried along but not searched (btree, gist and spgist). Default none. A change rebuilds it.",
    },
    where: {
      type: "string",
      description: "Predicate of a partial index, without WHERE. Default none. A change rebuilds it.",
    },
    with: {
      type: "object",
      $ref: typeRef("IndexStorage"),
      description: "Storage parameters. Default the method's own. A change rebuilds it.",
    },
    tablespace: {
      type: "string",
      description:
        "Where it is stored. Default the server's default_tablespace, else the database's own. A change rebuilds it.",
    },
    comment: { type: "string", description: "What it is for. Default none. A change builds nothing." },
    incarnation: {
      type: "string",
      description:
        "`incarnation` of the materialized view it is on, so that a view that was made again gets it again. Default none.",
    },
  },
  required: ["schema", "name", "table", "keys"],
  outputs: {
    definition: {
      type: "string",
      description: "The server's own text of the index, as it was last built or adopted.",
    },
    foundDefinition: {
      type: "string",
      description:
        "The text of what was found in its place; the next update makes it again as it is declared. Absent where it is as " +
        "it was built.",
    },
    valid: {
      type: "boolean",
      description: "Whether queries can use it; the next update builds it again if not.",
    },
    oid: {
      type: "string",
      description: "PostgreSQL's own number of it, by which one that was renamed by hand is found.",
    },
    listsAdvice: {
      type: "string",
      description:
        "What is to be said of an ivfflat index's lists against the rows there are. Absent when nothing is.",
    },
    missingOn: {
      type: "array",
      items: { type: "string" },
      description:
        "Partitions, as schema.name, that have no valid index attached to it; the next update builds just those. Absent " +
        "where its table is not partitioned.",
    },
  },
  optionalOutputs: ["foundDefinition", "listsAdvice", "missingOn"],
  types: indexTypes,
};
