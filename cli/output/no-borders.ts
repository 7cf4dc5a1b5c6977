const borders = [
  "top",
  "top-mid",
  "top-left",
  "top-right",
  "bottom",
  "bottom-mid",
  "bottom-left",
  "bottom-right",
  "left",
  "left-mid",
  "mid",
  "mid-mid",
  "right",
  "right-mid",
  "middle",
];

/** A table's characters, none of them to be seen: columns alone tell cells apart. */
export const noBorders: Record<string, string> = Object.fromEntries(borders.map((place) => [place, ""]));
