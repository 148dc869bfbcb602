import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { note, print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { type Held, readSubscription, requireOwner } from "./subscription.ts";
import { acceptTermsOnce } from "./terms.ts";

interface Args {
  readonly id: string;
  readonly to: string;
  readonly accept: boolean;
  readonly termsSignature: string;
  readonly from: string;
}

export default action<Args>(async ({ id: number, to, accept, termsSignature, from }, hre) => {
  if (accept === (to !== ""))
    throw wrongInput("Say --to with the new owner's address, or, as the new owner, --accept.");
  const newOwner = accept ? undefined : parseAddress(to, "--to");
  await using studio = await openStudio(hre, from);
  const held = await readSubscription(studio, number);
  if (newOwner === undefined) await take(studio, held, termsSignature);
  else await offer(studio, held, newOwner);
});

async function offer(studio: Studio, held: Held, to: string): Promise<void> {
  const { services, spending, chain } = studio;
  const acceptance = command(chain, `subscription transfer --accept${held.option} --from ${to}`);
  if (to === held.owner) throw new TaskFailure(`${to} owns subscription ${held.id} already.`);
  if (to === held.proposedOwner)
    throw new TaskFailure(`Subscription ${held.id} is offered to ${to} already; now it has to accept.`, {
      remedy: acceptance,
    });
  await requireOwner(studio, held, `subscription transfer --to ${to}`);
  await spending.send(
    `offered subscription ${held.id} to ${to}`,
    checked(services.router.proposeSubscriptionOwnerTransfer, held.id, to),
  );
  print("It stays yours until the new owner accepts:");
  print(`  ${acceptance}`);
}

async function take(studio: Studio, held: Held, termsSignature: string): Promise<void> {
  const { services, spending, signer, chain } = studio;
  const { id, owner, proposedOwner, option } = held;
  if (proposedOwner === undefined)
    throw new TaskFailure(`Subscription ${id} is offered to nobody.`, {
      remedy: command(chain, `subscription transfer --to ${signer.address}${option} --from ${owner}`),
    });
  if (proposedOwner !== signer.address)
    throw new TaskFailure(`Subscription ${id} is offered to ${proposedOwner}, not to ${signer.address}.`, {
      remedy: command(chain, `subscription transfer --accept${option} --from ${proposedOwner}`),
    });
  await acceptTermsOnce(studio, termsSignature, `subscription transfer --accept${option}`);
  await spending.send(
    `took over subscription ${id} from ${owner}`,
    checked(services.router.acceptSubscriptionOwnerTransfer, id),
  );
  note("secrets on the DON go with the subscription's owner: the new one has to upload its own");
}
