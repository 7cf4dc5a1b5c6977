/**
 * Text of the engine without its colour tags, such as `<{%fg 1%}>`, and without the crosses that the plug-in postgresql puts in
 * place of a password it was not given (`XXXXpXXXXq: password authentication failed`).
 */
export function plainText(text: string): string {
  return text
    .replaceAll(/<\{%[^%]*%\}>/g, "")
    .replaceAll(/(\(scheme: \w+\): )XXXX(.)XXXX/g, "$1$2")
    .trim();
}

/** The name in a URN: its last part. */
export function resourceName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** The stack in a URN, which begins `urn:pulumi:<stack>::`. */
export function stackOf(urn: string): string {
  return urn.split(":").at(2) ?? "";
}

/** The type in a URN without package and module, e.g. `Index`. */
export function resourceType(urn: string): string {
  return (urn.split("::").at(2) ?? "").split(/[$:]/).at(-1) ?? "";
}

/** `0.3 s`, `1 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
