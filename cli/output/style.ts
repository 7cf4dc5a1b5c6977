import { styleText } from "node:util";

/** Colours for a terminal: none when the stream is not one, or when NO_COLOR is set (https://no-color.org). */
export function styler(stream: NodeJS.WriteStream) {
  const on = stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    on ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: style("bold"),
    dim: style("dim"),
    green: style("green"),
    yellow: style("yellow"),
    red: style("red"),
    cyan: style("cyan"),
  };
}

export type Styler = ReturnType<typeof styler>;
