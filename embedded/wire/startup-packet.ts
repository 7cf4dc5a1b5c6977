import { WireError } from "./error-fields.ts";

/** The first packet of a connection. */
export type StartupPacket =
  | { readonly kind: "encryption" }
  | { readonly kind: "cancel"; readonly pid: number; readonly key: Buffer }
  | {
      readonly kind: "startup";
      /** Minor version asked for: 0 for 3.0, 2 for 3.2. */
      readonly minor: number;
      readonly parameters: ReadonlyMap<string, string>;
    };

const codes = { cancel: 80877102, ssl: 80877103, gss: 80877104 } as const;
/** PostgreSQL's `MAX_STARTUP_PACKET_LENGTH`. */
const longest = 10_000;

/**
 * Takes the first packet from the bytes received so far.
 *
 * @returns the packet and the bytes it takes up, or `undefined` while there are too few
 * @throws WireError when it cannot be one
 */
export function takeStartupPacket(bytes: Buffer): { packet: StartupPacket; length: number } | undefined {
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32BE(0);
  if (length < 8 || length > longest) throw WireError.fatal("08P01", "invalid length of startup packet");
  if (bytes.length < length) return undefined;
  return { packet: parse(bytes.subarray(4, length)), length };
}

function parse(body: Buffer): StartupPacket {
  const code = body.readUInt32BE(0);
  if (code === codes.ssl || code === codes.gss) return { kind: "encryption" };
  if (code === codes.cancel) {
    if (body.length < 12) throw WireError.fatal("08P01", "invalid length of cancel request packet");
    return { kind: "cancel", pid: body.readInt32BE(4), key: body.subarray(8) };
  }
  const [major, minor] = [code >>> 16, code & 0xffff];
  if (major !== 3) {
    throw WireError.fatal(
      "0A000",
      `unsupported frontend protocol ${major}.${minor}: server supports 3.0 to 3.2`,
    );
  }
  const words = body.toString("utf8", 4).split("\0");
  if (words.length < 2 || words.at(-1) !== "" || words.at(-2) !== "") {
    throw WireError.fatal("08P01", "invalid startup packet layout: expected terminator as last byte");
  }
  const parameters = new Map<string, string>();
  for (let index = 0; index + 2 < words.length; index += 2)
    parameters.set(words[index] ?? "", words[index + 1] ?? "");
  return { kind: "startup", minor, parameters };
}
