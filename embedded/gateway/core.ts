import type { Engine } from "../engine/engine.ts";
import { Backstage } from "./backstage.ts";
import { SessionSwitch } from "./session-switch.ts";
import { TurnQueue } from "./turn-queue.ts";

/** PostgreSQL and who may use it when; made anew when PostgreSQL had to be started again. */
export class Core {
  readonly engine: Engine;
  readonly backstage: Backstage;
  readonly sessions: SessionSwitch;
  readonly queue = new TurnQueue();
  /** When anybody last had PostgreSQL do something, by `performance.now()`. */
  usedAt = 0;

  constructor(engine: Engine, onNotification: (message: Buffer) => void) {
    this.engine = engine;
    this.backstage = new Backstage(engine, onNotification);
    this.sessions = new SessionSwitch(this.backstage);
  }
}
