/** A further program with its collection on the deployment. */
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatNative, formatUsd, parseNative, readPrices, usdOfNative } from "../common/money.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { type Draft, type Edition, defaultEdition } from "../operations/deployment.ts";
import { requireSubscription } from "../subscription/subscription.ts";
import { parseWhole } from "./arguments.ts";
import { requireFile } from "./file.ts";
import { checkRegistration, register } from "./registration.ts";

interface Args {
  readonly name: string;
  readonly supply: string;
  readonly perWallet: string;
  readonly price: string;
  readonly collectionName: string;
  readonly symbol: string;
  readonly from: string;
}

const LARGEST = 2 ** 32 - 1;

export default action<Args>(async (args, hre) => {
  const { name, from } = args;
  await using studio = await openStudio(hre, from);
  const { chain, record, signer, services } = studio;
  if (name === "") throw wrongInput("Which program? Say its name.", command(chain, "program register NAME"));
  if (Object.hasOwn(record.programs, name))
    throw new TaskFailure(`${name} is registered already, as program ${record.programs[name]!.id}.`, {
      remedy: command(chain, `program update ${name}`),
    });
  const draft = await requireFile(name);
  const registration = { draft, edition: editionOf(draft, args), subscriptionId: requireSubscription(studio) };
  await checkRegistration(studio, registration);
  const { provider } = chain.ethers;
  const before = await provider.getBalance(signer);
  const { id, collection } = await register(studio, registration);
  const spent = before - (await provider.getBalance(signer));
  print(`registered ${name} as program ${id}, collection ${collection}`);
  print(`  ${formatNative(spent)} (${formatUsd(usdOfNative(spent, await readPrices(services)))})`);
  print(`next: ${command(chain, `token mint ${name}`)}`);
});

function editionOf(draft: Draft, { supply, perWallet, price, collectionName, symbol }: Args): Edition {
  const usual = defaultEdition(draft);
  return {
    collectionName: collectionName === "" ? usual.collectionName : plain(collectionName, "--collection-name"),
    symbol: symbol === "" ? usual.symbol : plain(symbol, "--symbol"),
    description: usual.description,
    maxSupply: supply === "" ? usual.maxSupply : parseWhole(supply, "--supply", [1, LARGEST], "tokens"),
    perWallet: perWallet === "" ? usual.perWallet : parseWhole(perWallet, "--per-wallet", [0, LARGEST], "tokens"),
    price: price === "" ? usual.price : parseNative(price, "--price"),
  };
}

/** Names stand in every token's metadata and cannot be changed. */
function plain(text: string, option: string): string {
  if (/^[ -~]{1,64}$/.test(text)) return text;
  throw wrongInput(`${option} must be 1 to 64 printable ASCII characters.`);
}
