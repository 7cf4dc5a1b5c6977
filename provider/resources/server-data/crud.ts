import type { ResourceHandler } from "../../resource-handler.ts";

/** A name for the data of one server. There is nothing to make and nothing to delete. */
export const serverDataHandler: ResourceHandler = {
  token: "pgstack:index:ServerData",
  onServer: false,
  replaceOn: ["systemIdentifier"],
  deleteBeforeReplace: true,
  schema: {
    description: "The data of one server: everything on it goes with it.",
    inputs: {
      systemIdentifier: { type: "string", description: "PostgreSQL's own identifier of the data." },
    },
    required: ["systemIdentifier"],
    outputs: {},
  },
  create: async (inputs) => ({ id: String(inputs.systemIdentifier), outputs: inputs }),
  read: async (id, olds, inputs) =>
    Object.keys(inputs).length === 0
      ? { id, inputs: { systemIdentifier: id }, outputs: { systemIdentifier: id } }
      : { id, inputs, outputs: olds },
  update: async (_id, _olds, inputs) => inputs,
  delete: async () => undefined,
};
