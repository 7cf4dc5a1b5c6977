import type { Engine } from "../engine/engine.ts";

/** Pause between two interrupts of one statement, in milliseconds. */
const interval = 50;

/**
 * Interrupts one statement. PostgreSQL takes no notice of an interrupt that comes before it has begun with what it was
 * sent, so that it is told again until it has answered.
 */
export class StatementInterrupt {
  readonly #engine: Engine;
  #timer: NodeJS.Timeout | undefined;
  #told: Promise<void> = Promise.resolve();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  begin(): void {
    if (this.#timer !== undefined) return;
    const tell = () => {
      this.#told = this.#engine.cancel();
    };
    tell();
    this.#timer = setInterval(tell, interval);
  }

  /** Resolves when no interrupt is on its way any more, which could reach the next statement. */
  end(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    return this.#told;
  }
}
