/** A new version of a program: what its file makes now. */
import { type Terms, termsOf, vocabularyOf } from "../../functions-source/registration.ts";
import { action } from "../common/action.ts";
import { confirm } from "../common/confirm.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import type { Draft } from "../operations/deployment.ts";
import { requireName } from "./arguments.ts";
import { type Change, changesOf, immutableChanges } from "./changes.ts";
import { checkTerms } from "./check-terms.ts";
import { requireFile } from "./file.ts";
import { hearsAsItsFile, setListening } from "./holders.ts";
import { configure, hasSource } from "./line.ts";
import { requireRight } from "./rights.ts";
import { type Standing, readStanding } from "./standing.ts";

interface Args {
  readonly name: string;
  readonly yes: boolean;
  readonly from: string;
}

export default action<Args>(async ({ name, yes, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const standing = await readStanding(studio, requireName(studio, name));
  const draft = await requireFile(name);
  const terms = termsOf(draft.program, draft.bundle);
  refuseImmutable(standing, terms);
  const changes = await compare(studio, standing, draft);
  const hears = await hearsAsItsFile(studio, standing.id, draft.program.listens);
  const unfinished = isUnfinished(standing);
  if (changes.length === 0 && !unfinished && hears)
    throw new TaskFailure(`Nothing to update: version ${standing.version} of ${name} is what its file makes.`, {
      remedy: command(studio.chain, `program show ${name}`),
    });
  await checkUpdate(studio, name, changes.length === 0 ? undefined : () => trial(studio, standing, terms));
  tell(standing, changes, unfinished);
  if (!hears) print(`Its requests will ${draft.program.listens ? "carry" : "no longer carry"} what holders say.`);
  const consequence =
    changes.length === 0
      ? `Requests will be made for version ${standing.version}.`
      : `Version ${standing.version + 1} will be in force at once.`;
  if (!yes) await confirm(consequence, command(studio.chain, `program update ${name} --yes`));
  await update(studio, standing, { draft, ...(changes.length > 0 && { terms }) });
});

function refuseImmutable({ name, terms: old }: Standing, fresh: Terms): void {
  const immutable = immutableChanges(old, fresh);
  if (immutable.length === 0) return;
  const what = immutable.map(([field, before, after]) => `${field} from ${before} to ${after}`).join(", ");
  throw new TaskFailure(`No version may change ${what}: history is counted by it.`, {
    remedy: `bring functions-source/programs/${name}.ts back to it, or register another program`,
  });
}

async function compare({ consumer }: Studio, standing: Standing, { program, bundle }: Draft) {
  const fresh = { terms: termsOf(program, bundle), vocabulary: vocabularyOf(program), source: bundle.source };
  return changesOf({ ...standing, source: await consumer.sourceOf(standing.terms.sourceHash) }, fresh);
}

/** An earlier update stopped between its version and the requests for it. */
function isUnfinished({ requests, version }: Standing): boolean {
  return requests === undefined || requests.version !== version;
}

function trial({ ledger }: Studio, { id }: Standing, terms: Terms): Promise<unknown> {
  return ledger.updateProgram.staticCall(id, terms);
}

async function checkUpdate(studio: Studio, name: string, staticCall?: () => Promise<unknown>): Promise<void> {
  const words = `program update ${name}`;
  await requireRight(studio, { contract: studio.consumer, method: "configure", words });
  await requireRight(studio, { contract: studio.consumer, method: "setSignals", words });
  if (staticCall === undefined) return;
  await requireRight(studio, { contract: studio.ledger, method: "updateProgram", words });
  await checkTerms(studio.chain.hre.artifacts, name, staticCall);
}

function tell({ name, version, requests, status }: Standing, changes: readonly Change[], unfinished: boolean): void {
  if (changes.length === 0) {
    const but = unfinished ? ", but its requests are not configured for it yet" : "";
    return print(`${name}: version ${version} stands${but}`);
  }
  print(`${name}: version ${version + 1} changes ${counted(changes.length, "thing")}`);
  for (const [what, from, to] of changes) {
    print(`  ${what}`);
    print(`    from ${from}`);
    print(`    to   ${to}`);
  }
  print("Feeds, ranges and threshold stand in the source alone.");
  if (status.evolutions > 0n) print("The next evolution starts from the preset's state; history stays as it is.");
  if (requests?.status.pending) print("A request is pending; its answer will no longer count.");
}

async function update(
  studio: Studio,
  standing: Standing,
  { draft, terms }: { readonly draft: Draft; readonly terms?: Terms },
): Promise<void> {
  const { name, id, version, requests } = standing;
  const { ledger, consumer, spending } = studio;
  if (terms !== undefined) {
    const { source, hash, bytes } = draft.bundle;
    if (!(await hasSource(studio, hash)))
      await spending.send(`stored the source, ${bytes} bytes`, consumer.storeSource(source));
    await spending.send(`registered version ${version + 1} of ${name}`, ledger.updateProgram(id, terms));
  }
  const listen = (): Promise<void> => setListening(studio, standing, draft.program.listens);
  // Before requests go out again; where none ever did, there is nothing yet to set it on.
  if (requests !== undefined) await listen();
  await configure(studio, { name, id, requests });
  if (requests === undefined) await listen();
  print(`cost: ${spending.total}`);
}
