import ora from "ora";

/** One line that tells what is under way, below lines that stay. */
export interface Spinner {
  /** Shows what is under way, in place of what was shown before. */
  show(text: string): void;
  /** Prints a line that stays. */
  print(line: string): void;
  stop(): void;
}

/** A spinner on a terminal; elsewhere only the lines that stay, and where a terminal does not say how wide it is. */
export function openSpinner(stream: NodeJS.WriteStream): Spinner {
  if (!stream.isTTY || !stream.columns || process.env.TERM === "dumb") {
    return { show: () => undefined, print: (line) => void stream.write(`${line}\n`), stop: () => undefined };
  }
  const spinner = ora({ stream, discardStdin: false, indent: 2 });
  return {
    show: (text) => {
      spinner.start(cutToWidth(text, stream.columns));
    },
    print: (line) => {
      spinner.clear();
      stream.write(`${line}\n`);
    },
    stop: () => {
      spinner.stop();
    },
  };
}

/** A line that wraps cannot be overwritten. */
function cutToWidth(text: string, columns = 80): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > columns - 6 ? `${line.slice(0, columns - 7)}…` : line;
}
