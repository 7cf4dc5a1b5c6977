import { createRequire, Module } from "node:module";

/** What Pulumi's SDK loads to turn functions of a program into code for the cloud. */
const seldomUsed = ["@npmcli/arborist", "typescript"];

/**
 * Has Pulumi's SDK load what it seldom uses when it is used, and not at its start: half of the 0.4 s that its loading takes. To be
 * called before the SDK is.
 */
export function loadLater(names: readonly string[] = seldomUsed): void {
  const required = createRequire(import.meta.resolve("@pulumi/pulumi"));
  for (const name of names) {
    const file = found(required, name);
    if (file === undefined || required.cache[file] !== undefined) continue;
    let loaded: Record<PropertyKey, unknown> | undefined;
    const load = () => {
      if (loaded !== undefined) return loaded;
      delete required.cache[file];
      loaded = required(file) as Record<PropertyKey, unknown>;
      return loaded;
    };
    // Marked as a module of ECMAScript's it is handed on as it is, where its names would be copied.
    const get = (_: object, property: PropertyKey) => property === "__esModule" || load()[property];
    const later = new Module(file);
    Object.assign(later, { filename: file, loaded: true, exports: new Proxy({}, { get }) });
    required.cache[file] = later;
  }
}

/** The compiler is not there where only what runs was installed; the SDK has an old one of its own then. */
function found(required: NodeJS.Require, name: string): string | undefined {
  try {
    return required.resolve(name);
  } catch {
    return undefined;
  }
}
