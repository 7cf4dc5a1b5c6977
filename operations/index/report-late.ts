/** When something is said of what takes its time, in milliseconds: most is done by then, and a line a moment is none. */
export const late = 1_000;

/** Runs `work`, and says once what it does when it is not done soon. */
export async function reportLate<T>(
  report: ((message: string) => void) | undefined,
  message: string,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => report?.(message), late);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
