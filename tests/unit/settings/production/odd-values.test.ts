import { describe, expect, it } from "vitest";
import { checkSettings } from "../../../../settings/check-settings.ts";
import { keys } from "../../../../settings/keys/keys.ts";
import { productionKeys } from "../../../../settings/production/keys/production-keys.ts";

/** Texts that programs stumble over, and names that every object of JavaScript has. */
const odd = [
  "constructor",
  "toString",
  "__proto__",
  "hasOwnProperty",
  "null",
  "undefined",
  "true",
  "NaN",
  "Infinity",
  "-0",
  "1e400",
  "9".repeat(400),
  " ",
  "\u0000",
  "\u202e",
  "\u0663",
  "[]",
  "{}",
  "[null]",
  "[[]]",
  "[{}]",
  '[""]',
  '{"":""}',
  '{"a":null}',
  '{"a":{}}',
  '{"__proto__":"x"}',
  '{"constructor":"1"}',
  '{"work_mem":"1constructor"}',
  '{"work_mem":""}',
  '{"toString":"64kB"}',
  '{"shared_preload_libraries":"constructor"}',
  '{"shared_preload_libraries":""}',
  "=",
  ",",
  "a=",
  "=b",
  "a,,b",
  "db..",
  "db.constructor.large",
  "0.0.0.0/0",
  "999.1.1.1/16",
  "10.0.0.0/016",
  "constructor:00:00-constructor:01:00",
  "arn:aws:kms:::key/",
  "../..",
  "a/b/c",
];
const names = [...new Set([...Object.keys(productionKeys), ...Object.keys(keys)])];
const today = new Date("2026-11-28");

describe("an odd value of production", () => {
  it.each(names)("of %s is taken, or refused in words", (name) => {
    for (const value of odd) {
      const { mistakes } = checkSettings("prod", { [name]: value }, { today });
      for (const { key, problem, mend } of mistakes)
        for (const text of [key, problem, mend])
          expect([
            value,
            typeof text,
            /\b(?:undefined|NaN|native code|\[object)/.test(text.replace(value, "")),
          ]).toEqual([value, "string", false]);
    }
  });
});
