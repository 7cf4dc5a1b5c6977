import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { EngineError } from "./engine-error.ts";
import { duration, plainText, resourceName, resourceType } from "./engine-text.ts";
import { operationWords } from "./operation-words.ts";
import { openSpinner, type Spinner } from "./spinner.ts";
import { styler } from "./style.ts";

/** What a run did, for the lines after it. */
export interface RunReport {
  /** How many resources by what was done to them: created, updated, ...; unchanged ones are left out. */
  readonly changes: ReadonlyMap<string, number>;
  /** What the engine reported as wrong, in the order it did. */
  readonly errors: readonly EngineError[];
}

/**
 * Shows an engine's run as it happens: a line for each resource when it is done, and below them, on a terminal, what is
 * under way. Resources that stay as they are are not mentioned.
 */
export class Progress {
  readonly #planning: boolean;
  readonly #stream: NodeJS.WriteStream;
  readonly #spinner: Spinner;
  readonly #started = new Map<string, number>();
  readonly #underWay = new Set<string>();
  readonly #changes = new Map<string, number>();
  readonly #errors: EngineError[] = [];
  readonly #warnings: string[] = [];
  /** A refresh asks a provider for the same difference twice, and it answers with the same words. */
  readonly #said = new Set<string>();

  /** @param planning the run is a preview: lines say what would be done */
  constructor({ planning, stream = process.stderr }: { planning: boolean; stream?: NodeJS.WriteStream }) {
    this.#planning = planning;
    this.#stream = stream;
    this.#spinner = openSpinner(stream);
  }

  /** Takes one event of the engine. */
  onEvent(event: EngineEvent): void {
    const { resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent } = event;
    if (resourcePreEvent) this.#begin(resourcePreEvent.metadata);
    if (resOutputsEvent) this.#end(resOutputsEvent.metadata);
    if (resOpFailedEvent) this.#underWay.delete(resOpFailedEvent.metadata.urn);
    if (diagnosticEvent) this.#diagnose(diagnosticEvent);
  }

  /** A step that is not a resource's. */
  step(text: string): void {
    this.#spinner.show(text);
  }

  /** Something to be told once, such as what was mended. */
  note(line: string): void {
    this.#spinner.print(`  ${line}`);
  }

  /** Ends the display and tells what was done. */
  finish(): RunReport {
    this.#spinner.stop();
    const { yellow } = styler(this.#stream);
    for (const warning of new Set(this.#warnings)) {
      this.#spinner.print(`  ${yellow("!")} ${warning.replaceAll("\n", "\n    ")}`);
    }
    return { changes: this.#changes, errors: this.#errors };
  }

  #begin(metadata: Metadata): void {
    if (!isShown(metadata)) return;
    // A preview carries nothing out: what it would do is known at once.
    if (this.#planning) {
      this.#print(metadata);
      return;
    }
    this.#started.set(metadata.urn, Date.now());
    this.#underWay.add(metadata.urn);
    this.#showUnderWay();
  }

  #end(metadata: Metadata): void {
    if (this.#planning || !isShown(metadata)) return;
    this.#underWay.delete(metadata.urn);
    this.#print(metadata);
    this.#showUnderWay();
  }

  #print({ op, urn, diffs }: Metadata): void {
    const word = operationWords[op];
    if (word === undefined) return;
    this.#changes.set(word.done, (this.#changes.get(word.done) ?? 0) + 1);
    const style = styler(this.#stream);
    const took = this.#planning
      ? ""
      : style.dim(duration(Date.now() - (this.#started.get(urn) ?? Date.now())));
    const what = diffs?.length ? ` (${diffs.join(", ")})` : "";
    const name = `${resourceName(urn)}${what}`.padEnd(44);
    this.#spinner.print(
      `  ${style[word.colour](word.mark)} ${name} ${resourceType(urn).padEnd(15)} ${took}`.trimEnd(),
    );
  }

  #diagnose({ urn, message, severity, ephemeral }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = plainText(message);
    if (text === "" || retriedDownload.test(text)) return;
    const line = urn && !urn.includes("pulumi:pulumi:Stack") ? `${resourceName(urn)}: ${text}` : text;
    if (severity === "error") this.#errors.push({ urn, text });
    else if (severity === "warning") this.#warnings.push(line);
    else if (ephemeral) this.#spinner.show(line);
    else if ((severity === "info" || severity === "info#err") && !this.#said.has(line)) {
      this.#said.add(line);
      this.#spinner.print(`  ${line}`);
    }
  }

  #showUnderWay(): void {
    const names = [...this.#underWay].map(resourceName);
    if (names.length > 0)
      this.#spinner.show(
        names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", "),
      );
  }
}

/** One attempt at a plug-in of several; when all have failed, the error says so. */
const retriedDownload = /^error downloading provider: .*Will retry in /s;

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** Components, providers and the stack are how the program is written, not what it does. */
function isShown({ op, urn, old, new: next }: Metadata): boolean {
  return op in operationWords && (next ?? old)?.custom === true && !urn.includes("pulumi:providers:");
}
