/**
 * Lets a run go on to its end when whoever reads its output goes away, as `head` does: what is under way must not be cut
 * short by that. Anything else that is wrong with the output ends the run, as it did.
 */
export function surviveClosedReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
