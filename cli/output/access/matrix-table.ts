import type { AccessMatrix } from "../../../operations/access/access-matrix.ts";
import { privilegeLetters } from "../../../sql/access/privilege-letters.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { columnHeads } from "./column-heads.ts";
import { type MatrixLine, matrixSections } from "./matrix-sections.ts";

export interface MatrixTableOptions {
  /** Of the terminal. @default 100, for a file */
  readonly columns?: number | undefined;
  /** A line for each object. @default equal ones are told together */
  readonly wide?: boolean | undefined;
  readonly style: Styler;
}

const readableWidth = 100;
/** A longer name is cut. */
const longestName = 44;
const gap = 2;

/** Roles as columns, objects as lines; where the roles do not fit side by side, one table below the other. */
export function matrixTable(
  matrix: AccessMatrix,
  { columns = readableWidth, wide = false, style }: MatrixTableOptions,
): string {
  const sections = matrixSections(matrix, wide);
  const lines = sections.flatMap((section) => section.lines);
  const nameWidth = Math.min(longestName, Math.max(...lines.map(({ name }) => name.length + gap))) + gap;
  const room = columns - nameWidth;
  const widthsOf = (heads: readonly string[][]) =>
    matrix.roles.map((_, at) =>
      Math.max(
        ...heads.map((line) => line[at]?.length ?? 0),
        ...lines.map(({ cells }) => cells[at]?.length ?? 0),
      ),
    );
  const oneLine = columnHeads(matrix.roles, false);
  const heads = blocksOf(widthsOf(oneLine), room).length === 1 ? oneLine : columnHeads(matrix.roles, true);
  const widths = widthsOf(heads);
  const tables = blocksOf(widths, room).map((block) => {
    const line = (name: string, cells: readonly string[]) =>
      `${name.padEnd(nameWidth)}${block.map((at) => (cells[at] ?? "").padEnd((widths[at] ?? 0) + gap)).join("")}`.trimEnd();
    return [
      ...heads.map((head) => style.bold(line("", head))),
      ...sections.flatMap(({ title, lines }) => [
        style.bold(title),
        ...lines.map(({ name, cells }) => line(cut(`  ${name}`, nameWidth - gap), cells)),
      ]),
    ].join("\n");
  });
  const legend = legendOf(lines).flatMap((text) => wrapText(text, Math.min(columns, readableWidth)));
  return [...tables, legend.map((line) => style.dim(line)).join("\n")].join("\n\n");
}

/** Which columns stand side by side: at least one. */
function blocksOf(widths: readonly number[], room: number): number[][] {
  const blocks: number[][] = [];
  let used = 0;
  widths.forEach((width, at) => {
    const block = blocks.at(-1);
    if (block !== undefined && used + width <= room) block.push(at);
    else {
      blocks.push([at]);
      used = 0;
    }
    used += width + gap;
  });
  return blocks;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** What the signs mean that were used. */
function legendOf(lines: readonly MatrixLine[]): string[] {
  const cells = lines.flatMap((line) => line.cells);
  const letters = new Set(cells.filter((cell) => !words.has(cell)).flatMap((cell) => [...cell]));
  const names = Object.entries(privilegeLetters).filter(([, letter]) => letters.has(letter));
  const signs = [
    ...(cells.includes("owner") ? ["owner: everything, as the owner or with its rights"] : []),
    ...(cells.includes("super") ? ["super: a superuser"] : []),
    ...(letters.has("*") ? ["*: may pass it on"] : []),
    ...(letters.has("(") ? ["( ): not reached, its schema is closed to the role"] : []),
    ...(letters.has("·") ? ["·: nothing"] : []),
  ];
  return [names.map(([name, letter]) => `${letter} ${name}`).join("  "), signs.join("; ")].filter(
    (text) => text !== "",
  );
}

const words: ReadonlySet<string> = new Set(["owner", "super"]);
