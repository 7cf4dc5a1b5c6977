import type { PropertySchema } from "../../property-schema.ts";

/** Where a container finds its configuration, and what of TLS is in it: the same for each that is configured so. */
export const placeSchema = {
  dockerHost: { type: "string", description: "Address of the Docker daemon." },
  volume: { type: "string", description: "Volume it is written to." },
  folder: { type: "string", description: "Folder in the volume." },
  image: { type: "string", description: "Image of the container." },
  container: { type: "string", description: "Name of the container that reads it." },
  tlsFolder: { type: "string", description: "Folder of certificates and keys." },
  tlsFiles: { type: "array", items: { type: "string" }, description: "Files of it that are needed." },
  tlsFingerprint: { type: "string", description: "Of the certificates. Another one reloads them." },
} as const satisfies Readonly<Record<string, PropertySchema>>;
