import { AsyncLocalStorage } from "node:async_hooks";
import { UserError } from "../../errors/user-error.ts";

/** What goes wrong in a program beside its own promise. */
export interface FirstFailure {
  /** Never fulfilled. */
  readonly promise: Promise<never>;
  /** Ends the watch, when whatever had been rejected by then was told; fails with it. */
  stop(): Promise<void>;
}

/**
 * Watches for failures that nobody awaits, as of an output that is no resource's input, and for a program that waits for
 * what never comes: then nothing is left to do for the process, which would end without a word.
 *
 * @param limit in milliseconds, for a process that has other things to do
 */
export function firstFailure(limit: number, whatIsAwaited: () => string): FirstFailure {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const errors: unknown[] = [];
  const onError = (error: unknown) => {
    errors.push(error);
    // One failure often comes along several ways: the user's own mistake is the one to tell.
    setImmediate(() => failed.reject(errors.find(UserError.isInstance) ?? errors[0]));
  };
  // Handlers of the process's are called outside of the run whose state says what is awaited.
  const onEmpty = AsyncLocalStorage.bind(() =>
    onError(new Error(`the program waits for what never comes. ${whatIsAwaited()}`)),
  );
  process.on("unhandledRejection", onError);
  process.on("uncaughtException", onError);
  process.on("beforeExit", onEmpty);
  const timer = setTimeout(onEmpty, limit).unref();
  return {
    promise: failed.promise,
    stop: async () => {
      clearTimeout(timer);
      // A rejection that nobody handles is told after all that is left to do at the moment.
      for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", onError);
      process.off("uncaughtException", onError);
      process.off("beforeExit", onEmpty);
      if (errors.length > 0) await failed.promise;
    },
  };
}
