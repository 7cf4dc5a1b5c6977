import { setFlagsFromString } from "node:v8";

/**
 * Has V8 compile WebAssembly once, by its quick compiler, for the rest of the process. Otherwise it compiles the largest
 * function of PostgreSQL's parser again in the background, which takes 550 MB and longer than a run of the lint does, and
 * the process does not end before that has.
 */
export function compileWasmOnce(): void {
  for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"])
    setFlagsFromString(flag);
}
