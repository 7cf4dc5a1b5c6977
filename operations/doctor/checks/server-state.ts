import type { LocalStatus } from "../../server/local-server.ts";

/** How a server is, for people. */
export interface ServerState {
  readonly state: LocalStatus;
  /** E.g. `running, healthy`. */
  readonly words: string;
  /** What is to be done about it, where that does not follow from its state. */
  readonly mend?: string;
}
