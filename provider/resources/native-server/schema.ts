import type { ObjectSchema } from "../../property-schema.ts";

const map = { type: "object", additionalProperties: { type: "string" } } as const;
const list = { type: "array", items: { type: "string" } } as const;

/** Inputs of every native server: a primary, and a replica of it. */
export const nativeInputs = {
  stack: { type: "string", description: "Stack it belongs to." },
  bin: {
    type: "string",
    description: "Folder of PostgreSQL's programs. Another major version is refused while there is data.",
  },
  port: { type: "integer", description: "TCP port on 127.0.0.1. A change restarts it." },
  dataFolder: {
    type: "string",
    description: "Folder of its data. A change is refused while there is data.",
  },
  socketFolder: {
    type: "string",
    description: "Folder of the socket that the superuser is reached by. A change restarts it.",
  },
  staticParameters: { ...map, description: "Parameters read at the start. A change restarts it." },
  dynamicParameters: { ...map, description: "Parameters read at any time. A change reloads them." },
  hostRules: { ...list, description: "Lines of pg_hba.conf. A change reloads them." },
  tlsFolder: { type: "string", description: "Folder of certificates and keys." },
  tlsFiles: { ...list, description: "Files of it that the server needs." },
  tlsFingerprint: { type: "string", description: "Of the certificates. Another one reloads them." },
} as const satisfies ObjectSchema["inputs"];
