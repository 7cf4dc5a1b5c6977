/** What is watched, by the names that CloudWatch has for it. */
export interface DashboardServer {
  /** As a chart's lines name it: `primary`, `replica-1`. */
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A widget without its place, in CloudWatch's own structure ("Dashboard body structure and syntax", CloudWatch API reference, 2026-11). */
export interface Widget {
  readonly type: "alarm" | "log" | "metric" | "text";
  /** Of 24 columns. */
  readonly width: number;
  /** In rows of a fixed height. */
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
}

/** A horizontal line in a chart. */
export interface Annotation {
  readonly label: string;
  readonly value: number;
}

const columns = 24;

/** From left to right, and on to the next row where one is full. */
export function placed(widgets: readonly Widget[]): readonly PlacedWidget[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return widgets.map((widget) => {
    if (x + widget.width > columns) {
      x = 0;
      y += height;
      height = 0;
    }
    const at = { ...widget, x, y };
    x += widget.width;
    height = Math.max(height, widget.height);
    return at;
  });
}
