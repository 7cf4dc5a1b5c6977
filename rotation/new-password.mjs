// @ts-check
import { randomInt } from "node:crypto";

/** Letters and digits: RDS refuses some other characters, and nobody has to escape these. */
const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** 238 bits. */
const length = 40;

/** @returns {string} */
export function newPassword() {
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join("");
}
