import { describe, expect, it } from "vitest";
import { BackendReader } from "../../../embedded/wire/backend-reader.ts";
import { parseErrorFields } from "../../../embedded/wire/error-fields.ts";
import { FrontendReader } from "../../../embedded/wire/frontend-reader.ts";
import { errorResponse, int32, message, query, sync } from "../../../embedded/wire/message.ts";
import { parseStartupOptions } from "../../../embedded/wire/startup-options.ts";
import { takeStartupPacket } from "../../../embedded/wire/startup-packet.ts";

const letter = (type: number | undefined) => (type === undefined ? "-" : String.fromCharCode(type));

/** All ways to cut bytes into chunks of one size. */
function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("FrontendReader", () => {
  const copyData = message("d", "some rows\n");
  const input = [query("SELECT 1"), sync, copyData, copyData, message("c"), message("B", "x".repeat(300))];
  const bytes = Buffer.concat(input);

  it("finds the same messages however they are cut", () => {
    for (let size = 1; size <= bytes.length; size++) {
      const reader = new FrontendReader();
      const units = [...chunks(bytes, size)].flatMap((chunk) => [...reader.push(chunk)]);
      const whole = units
        .filter(({ type }) => letter(type) !== "d")
        .map(({ bytes: unit }) => Buffer.from(unit));
      expect(whole).toEqual([input[0], input[1], input[4], input[5]]);
      const copied = units.filter(({ type }) => letter(type) === "d");
      expect(Buffer.concat(copied.map(({ bytes: unit }) => unit))).toEqual(
        Buffer.concat([copyData, copyData]),
      );
      expect(copied.at(-1)?.missing).toBe(0);
    }
  });

  it("passes CopyData on as it comes, and says what is missing of it", () => {
    const reader = new FrontendReader();
    const [unit] = reader.push(copyData.subarray(0, 8));
    expect([unit?.bytes.length, unit?.missing]).toEqual([8, copyData.length - 8]);
  });

  it("takes neighbouring CopyData for one stretch", () => {
    const units = [...new FrontendReader().push(Buffer.concat([copyData, copyData, sync]))];
    expect(units.map(({ type, bytes: unit }) => [letter(type), unit.length])).toEqual([
      ["d", 2 * copyData.length],
      ["S", 5],
    ]);
  });

  it("refuses what PostgreSQL would end its process over", () => {
    for (const [bad, what] of [
      [Buffer.from("GET / HTTP/1.1\r\n"), "invalid frontend message type 71"],
      [Buffer.from([0x51, 0, 0, 0, 3]), "invalid message length"],
      [Buffer.from([0x53, 0, 0, 0x27, 0x11]), "invalid message length"],
      [Buffer.from([0x51, 0x40, 0, 0, 0]), "invalid message length"],
    ] as const) {
      expect(() => [...new FrontendReader().push(bad)]).toThrow(what);
    }
  });
});

describe("BackendReader", () => {
  const input = [
    message("T", "columns"),
    message("D", "a row"),
    message("C", "SELECT 1\0"),
    message("Z", "I"),
  ];
  const bytes = Buffer.concat(input);

  it("gives what is asked for whole, and everything in order, however it is cut", () => {
    for (let size = 1; size <= bytes.length; size++) {
      const reader = new BackendReader((type) => letter(type) === "C" || letter(type) === "Z");
      const pieces = [...chunks(bytes, size)].flatMap((chunk) => [...reader.push(chunk)]);
      expect(Buffer.concat(pieces.map((piece) => piece.bytes))).toEqual(bytes);
      const asked = pieces.filter(({ type }) => type !== undefined);
      expect(asked.map(({ bytes: piece }) => Buffer.from(piece))).toEqual([input[2], input[3]]);
    }
  });

  it("passes on in one piece what is not asked for", () => {
    const reader = new BackendReader((type) => letter(type) === "Z");
    expect([...reader.push(bytes)].map(({ type, bytes: piece }) => [letter(type), piece.length])).toEqual([
      ["-", bytes.length - 6],
      ["Z", 6],
    ]);
  });
});

describe("the start-up packet", () => {
  const packet = (code: number, body: string | Buffer = "") => {
    const rest = Buffer.concat([int32(code), Buffer.from(body)]);
    return Buffer.concat([int32(rest.length + 4), rest]);
  };

  it("is waited for until it is there", () => {
    const bytes = packet(3 << 16, "user\0me\0\0");
    for (let size = 0; size < bytes.length; size++)
      expect(takeStartupPacket(bytes.subarray(0, size))).toBeUndefined();
    expect(takeStartupPacket(Buffer.concat([bytes, sync]))).toEqual({
      packet: { kind: "startup", minor: 0, parameters: new Map([["user", "me"]]) },
      length: bytes.length,
    });
  });

  it("may ask for encryption, or to cancel", () => {
    for (const code of [80877103, 80877104])
      expect(takeStartupPacket(packet(code))?.packet).toEqual({ kind: "encryption" });
    const key = Buffer.from([1, 2, 3, 4]);
    expect(takeStartupPacket(packet(80877102, Buffer.concat([int32(7), key])))?.packet).toEqual({
      kind: "cancel",
      pid: 7,
      key,
    });
  });

  it("is refused when it is too long, cut off, or of another version", () => {
    expect(() => takeStartupPacket(Buffer.from("GET / HTTP/1.1"))).toThrow(
      "invalid length of startup packet",
    );
    expect(() => takeStartupPacket(packet(3 << 16, "user\0me"))).toThrow("expected terminator as last byte");
    expect(() => takeStartupPacket(packet(2 << 16, ""))).toThrow("unsupported frontend protocol 2.0");
  });
});

describe("parseStartupOptions", () => {
  it("reads settings as PostgreSQL does", () => {
    expect(parseStartupOptions(String.raw`-c search_path=a\ b,c  --work-mem=8MB -cjit=off`)).toEqual([
      ["search_path", "a b,c"],
      ["work_mem", "8MB"],
      ["jit", "off"],
    ]);
    expect(parseStartupOptions("")).toEqual([]);
  });

  it("refuses anything else", () => {
    for (const options of ["-B 100", "-c", "-c x", "word"])
      expect(() => parseStartupOptions(options)).toThrow();
  });
});

describe("an ErrorResponse", () => {
  it("is read as it was written", () => {
    const fields = {
      severity: "FATAL",
      code: "3D000",
      message: 'database "x" does not exist',
      detail: "d",
      hint: "h",
    } as const;
    expect(parseErrorFields(errorResponse(fields).subarray(5))).toEqual(fields);
  });
});
