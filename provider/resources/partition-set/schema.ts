import type { ObjectSchema } from "../../property-schema.ts";

const names = (description: string) => ({ type: "array", items: { type: "string" }, description }) as const;

export const partitionSetSchema: ObjectSchema = {
  description: "The partitions of one table, made ahead of time and retired.",
  inputs: {
    schema: { type: "string", description: "Schema of the table." },
    table: { type: "string", description: "Table, PARTITION BY RANGE of one column." },
    interval: {
      type: "string",
      description:
        "Width of each: hour, day, week, month, quarter or year, in UTC; of an integer key so many values, in digits.",
    },
    ahead: { type: "integer", description: "How many are ready beyond the current one. Default 3." },
    keep: {
      type: "integer",
      description: "How many are kept before the current one; older ones are retired. Default all.",
    },
    retired: {
      type: "string",
      description:
        "What becomes of older ones once detached: keep, as tables of their own; drop, with their rows; move, to archiveSchema. Default keep.",
    },
    archiveSchema: { type: "string", description: "Schema that retired partitions are moved to." },
    from: {
      type: "string",
      description:
        "Where the first begins: a date, or an integer. Default where the oldest begins that is there, or the current one.",
    },
    defaultPartition: {
      type: "boolean",
      description:
        "Whether there is one for rows that fit no other. Default false, which leaves one that is there.",
    },
    naming: {
      type: "string",
      description: "Name of a new one, of {table} and {range}. Default {table}_p{range}.",
    },
    asOf: {
      type: "string",
      description: "Time to take for now, for tests and replays. Default the server's clock.",
    },
  },
  required: ["schema", "table", "interval"],
  outputs: {
    partitions: names("Partitions in the order of their bounds."),
    missing: names("Partitions that are to be made or attached; the next update does."),
    toRetire: names("Partitions that are to be retired; the next update does."),
    unfinished: names("Partitions whose retirement was cut short; the next update goes on."),
    defaultRows: {
      type: "integer",
      description: "Rows in the default partition, counted up to 100,001.",
    },
    maintenance: {
      type: "string",
      description:
        "A statement that makes what is missing and retires what is old, for a job between two updates.",
    },
  },
};
