/** From nothing to programs that live, in steps that each look first whether they are taken; the same command again goes on where one stopped. */
import { action } from "../common/action.ts";
import { type Chain, openChain, requireServices } from "../common/chain.ts";
import { readRecord } from "../common/record.ts";
import { command } from "../common/studio.ts";
import { note, print } from "../common/terminal.ts";
import type { Services } from "../operations/services.ts";
import { decide, writeConfig } from "./decide.ts";
import { dryRun } from "./dry-run.ts";
import type { DeployArguments } from "./options.ts";
import { goOn, printPlan } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { readServices } from "./services-file.ts";
import { beginning, finishedFutures, forgetEarlier, openSite } from "./site.ts";
import { type Deployment, stepsOf, worksOf } from "./steps.ts";
import { survey } from "./survey.ts";
import { checkUnchanged } from "./unchanged.ts";

export default action<DeployArguments>(async (args, hre) => {
  await using chain = await openChain(hre);
  const deployment = await prepare(chain, args);
  const { steps, standing } = deployment;
  if (steps.length === 0) {
    print(`nothing to do; on chain ${chain.id} stand ${Object.keys(standing.record.programs).join(", ")}`);
    return;
  }
  const plan = await preflight(deployment, args.termsSignature);
  if (args.dryRun) {
    await dryRun(deployment, plan);
    return;
  }
  printPlan(deployment, plan);
  await goOn(args.yes);
  await takeSteps(deployment);
});

/** All that can be known without sending or writing anything. */
async function prepare(chain: Chain, args: DeployArguments): Promise<Deployment> {
  const services = await servicesOf(chain, args.services);
  const signer = await chain.signer(args.from);
  const site = await openSite(chain, signer, { services, termsSignature: args.termsSignature });
  const { record, goesOn } = await beginning(chain, services);
  const config = await decide(chain, args);
  await checkUnchanged(site, record, config);
  const standing = await survey(site, record, config);
  const [works, done] = [await worksOf(config), await finishedFutures(site, goesOn)];
  return { chain, site, goesOn, config, standing, steps: stepsOf(standing, { config, works, done }) };
}

/** @throws TaskFailure at once on a chain without a Functions DON */
async function servicesOf(chain: Chain, file: string): Promise<Services> {
  if (file !== "") return readServices(chain, file);
  return requireServices(chain, (await readRecord(chain))?.services);
}

async function takeSteps({ chain, site, goesOn, config, standing, steps }: Deployment): Promise<void> {
  if (!goesOn) await forgetEarlier(chain);
  note(`configuration: ${await writeConfig(chain, config)}`);
  let { record } = standing;
  // Before anything is sent, so that the next try knows since when to look.
  await site.keep(record);
  for (const step of steps) {
    record = await step.run(site, record);
    await site.keep(record);
  }
  print(`deployed, for ${site.spending.total}`);
  print(`ledger ${record.contracts!.ledger}`);
  for (const [name, { id, collection }] of Object.entries(record.programs))
    print(`${name} is program ${id}, its collection ${collection}`);
  print(`next: ${command(chain, "status")}`);
}
