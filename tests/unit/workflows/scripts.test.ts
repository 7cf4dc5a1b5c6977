import { describe, expect, it } from "vitest";
import { reviewMarker } from "../../../cli/output/review/review-markdown.ts";
import { runScript } from "./fake-gh.ts";

const comments = "repos/acme/shop/issues/12/comments";

describe("comment.sh", () => {
  const comment = (text: string, found: string) => runScript("comment.sh", ["12"], text, found);

  it("makes the comment at the first time", () => {
    const { calls, body, output } = comment(`${reviewMarker}\nall is well\n`, "");
    expect(calls).toEqual([
      [
        "api",
        "--paginate",
        comments,
        "--jq",
        `.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("${reviewMarker}"))) | .id`,
      ],
      ["api", "--method", "POST", comments, "--field", "body=@FILE", "--silent"],
    ]);
    expect(body).toBe(`${reviewMarker}\nall is well\n`);
    expect(output).toBe("comment: made\n");
  });

  it("updates the first that is there afterwards", () => {
    const { calls } = comment(`${reviewMarker}\nall is well\n`, "501\n502\n");
    expect(calls).toHaveLength(2);
    expect(calls[1]).toEqual([
      "api",
      "--method",
      "PATCH",
      "repos/acme/shop/issues/comments/501",
      "--field",
      "body=@FILE",
      "--silent",
    ]);
  });

  it("cuts what GitHub would not take", () => {
    const { body } = comment(`${reviewMarker}\n${"é".repeat(70_000)}\n`, "");
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/the rest is in the summary of the job\.\n$/);
    expect(body).not.toContain("\ufffd");
  });

  it("does nothing with a text that it could not find again", () => {
    expect(() => comment("no marker\n", "")).toThrow("does not begin with a marker");
  });
});

describe("drift-issue.sh", () => {
  const tell = (state: string, found: string) => runScript("drift-issue.sh", [state], "~ instance\n", found);

  it("opens an issue for a difference", () => {
    const { calls, body } = tell("drift", "");
    expect(calls.map(([noun, verb]) => `${noun} ${verb}`)).toEqual([
      "issue list",
      "label create",
      "issue create",
    ]);
    expect(calls[2]).toEqual([
      "issue",
      "create",
      "--title",
      "Production is not what main declares",
      "--label",
      "drift",
      "--body-file",
      "FILE",
    ]);
    expect(body).toContain("https://github.com/acme/shop/actions/runs/7");
    expect(body).toContain("~ instance");
  });

  it("updates the one that is open", () => {
    expect(tell("drift", "4").calls.slice(1)).toEqual([["issue", "edit", "4", "--body-file", "FILE"]]);
  });

  it("says when it could not be compared", () => {
    expect(tell("failed", "4").body).toContain("could not be compared");
  });

  it("closes it when all is the same again, and says nothing where there is none", () => {
    expect(
      tell("same", "4")
        .calls.slice(1)
        .map((call) => call.slice(0, 3)),
    ).toEqual([["issue", "close", "4"]]);
    expect(tell("same", "").calls).toHaveLength(1);
  });
});
