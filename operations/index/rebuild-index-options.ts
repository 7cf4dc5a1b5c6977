import type { BuildIndexOptions } from "./build-index-options.ts";
import type { KnownIndex } from "./rename-back.ts";

/** What a rebuild needs to know beside what a build does. */
export interface RebuildIndexOptions extends BuildIndexOptions {
  /** The index as it was left: one that somebody renamed by hand is known by it. @default its name alone says which it is */
  readonly known?: KnownIndex | undefined;
  /** The server's text of it, where its declaration has not changed since. @default it has changed */
  readonly unchanged?: string | undefined;
  /** The table it was on when it was left; what a killed run left there is dropped, too. @default the declared one */
  readonly formerTable?: string | undefined;
}
