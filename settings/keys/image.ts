import type { SettingKey } from "./setting-key.ts";

/** A reference to an image: registry and path in lower case, then a tag or a digest (distribution's reference grammar). */
const reference =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|__?|-+|\/)[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** The image built from `images/postgres`. */
export const ownImage = "own";

export const image: SettingKey<string> = {
  name: "image",
  type: "string",
  default: ownImage,
  allowed: `${ownImage}, or an image's name such as pgvector/pgvector:pg17`,
  parse: (text) => (reference.test(text) ? { value: text } : { problem: "not the name of an image" }),
};
