import { sizeKey } from "./size-key.ts";

const mebibyte = 1024 ** 2;
/** The most the embedded server's 32-bit engine is given, in bytes. */
export const maxEmbedded = 2048 * mebibyte;

/** The upper end is more than any laptop has: a size above it is a slip of the pen. The embedded server takes less. */
export const memory = sizeKey("memory", {
  min: 256 * mebibyte,
  max: 1024 ** 2 * mebibyte,
  default: "512MB",
  such: "512MB or 1GiB",
});
