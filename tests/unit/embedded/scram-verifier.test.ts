import { describe, expect, it } from "vitest";
import { parseVerifier } from "../../../embedded/login/parse-verifier.ts";
import { ScramExchange } from "../../../embedded/login/scram-exchange.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";

/** The example of RFC 7677, section 3. */
const rfc = {
  password: "pencil",
  salt: Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"),
  clientFirst: "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
  serverNonce: "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
  serverFirst: "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
  clientFinal:
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
  serverFinal: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
};

describe("scramVerifier", () => {
  it("makes the keys of RFC 7677's example", () => {
    expect(scramVerifier(rfc.password, rfc.salt)).toBe(
      "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
    );
  });

  it("makes another one each time, of which nobody can tell that the password is the same", () => {
    expect(scramVerifier("same")).not.toBe(scramVerifier("same"));
  });

  it("normalises the password", () => {
    expect(scramVerifier("\u212b", rfc.salt)).toBe(scramVerifier("\u00c5", rfc.salt));
  });

  it("takes other iterations", () => {
    expect(scramVerifier("p", rfc.salt, 10)).toMatch(/^SCRAM-SHA-256\$10:/);
  });
});

describe("parseVerifier", () => {
  it("takes a verifier apart", () => {
    const secret = parseVerifier(scramVerifier(rfc.password, rfc.salt));
    expect(secret?.iterations).toBe(4096);
    expect(secret?.salt).toEqual(rfc.salt);
    expect([secret?.storedKey.length, secret?.serverKey.length]).toEqual([32, 32]);
  });

  it("takes nothing else", () => {
    for (const stored of [null, "", "md5a6343a68d964ca596d9752250d54bb8a", "clear"]) {
      expect(parseVerifier(stored)).toBeUndefined();
    }
  });
});

describe("ScramExchange", () => {
  const secret = parseVerifier(scramVerifier(rfc.password, rfc.salt));
  if (secret === undefined) throw new Error("no secret");

  it("answers as in RFC 7677's example", () => {
    const exchange = new ScramExchange(secret, rfc.serverNonce);
    expect(exchange.begin(rfc.clientFirst)).toBe(rfc.serverFirst);
    expect(exchange.finish(rfc.clientFinal)).toBe(rfc.serverFinal);
  });

  it("refuses a wrong proof", () => {
    const exchange = new ScramExchange(secret, rfc.serverNonce);
    exchange.begin(rfc.clientFirst);
    expect(exchange.finish(rfc.clientFinal.replace("p=dHzb", "p=eHzb"))).toBeUndefined();
    expect(exchange.finish(rfc.clientFinal.replace(/p=.*/, "p=AAAA"))).toBeUndefined();
  });

  it("refuses another nonce, another binding, and channel binding, which needs TLS", () => {
    const exchange = new ScramExchange(secret, rfc.serverNonce);
    expect(() => exchange.begin("p=tls-server-end-point,,n=,r=abc")).toThrow("malformed SCRAM message");
    exchange.begin(rfc.clientFirst);
    expect(() => exchange.finish(rfc.clientFinal.replace("r=rOpr", "r=xOpr"))).toThrow(
      "malformed SCRAM message",
    );
    expect(() => exchange.finish(rfc.clientFinal.replace("c=biws", "c=eSws"))).toThrow(
      "malformed SCRAM message",
    );
  });
});
