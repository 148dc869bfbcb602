/** Changes how a program is asked for. */
import { parseUnits } from "ethers";

import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatCount } from "../common/money.ts";
import { command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import type { Line } from "../operations/deployment.ts";
import { parseWhole, requireName } from "./arguments.ts";
import { configure } from "./line.ts";
import { requireRight } from "./rights.ts";
import { type Standing, readStanding } from "./standing.ts";

type Option = "confirm" | "attempts" | "backoff" | "grace" | "timeout" | "gasPrice" | "subscription";
type Args = Readonly<Record<Option | "name" | "from", string>>;
type Wishes = { -readonly [K in keyof Line]?: Line[K] } & { subscriptionId?: bigint };

const DAY = 86_400;
const UINT24 = 2 ** 24 - 1;

export default action<Args>(async (args, hre) => {
  const { name, from } = args;
  await using studio = await openStudio(hre, from);
  const standing = await readStanding(studio, requireName(studio, name));
  const changes = differing(standing, parse(args));
  if (changes === undefined)
    throw wrongInput(
      "What is to change? Say it with an option.",
      command(studio.chain, `program configure ${name} --confirm on`),
    );
  const isCurrent = standing.requests?.version === standing.version;
  if (isCurrent && Object.keys(changes).length === 0)
    throw new TaskFailure(`Nothing to change: the requests of ${name} are configured so.`, {
      remedy: command(studio.chain, `program show ${name}`),
    });
  const words = `program configure ${name}`;
  await requireRight(studio, { contract: studio.consumer, method: "configure", words });
  if (changes.subscriptionId !== undefined) await requirePlace(studio, changes.subscriptionId);
  await configure(studio, { ...standing, changes });
  for (const [field, value] of Object.entries(changes)) print(`  ${field}: ${tell(standing, field)} -> ${text(value)}`);
});

/** @throws TaskFailure naming the option that cannot be meant */
function parse({ confirm, attempts, backoff, grace, timeout, gasPrice, subscription }: Args): Wishes | undefined {
  const wishes: Wishes = {};
  if (confirm !== "") wishes.confirm = parseSwitch(confirm);
  if (attempts !== "") wishes.maxAttempts = parseWhole(attempts, "--attempts", [1, 8], "attempts a period");
  if (backoff !== "") wishes.backoff = parseWhole(backoff, "--backoff", [1, UINT24], "seconds");
  if (grace !== "") wishes.grace = parseWhole(grace, "--grace", [0, UINT24], "seconds");
  if (timeout !== "") wishes.requestTimeout = parseWhole(timeout, "--timeout", [300, DAY], "seconds");
  if (gasPrice !== "") wishes.maxGasPrice = parseGwei(gasPrice);
  if (subscription !== "")
    wishes.subscriptionId = BigInt(parseWhole(subscription, "--subscription", [1, Number.MAX_SAFE_INTEGER]));
  return Object.keys(wishes).length === 0 ? undefined : wishes;
}

function parseSwitch(text: string): boolean {
  if (text === "on" || text === "off") return text === "on";
  throw wrongInput(`--confirm ${text} is neither on nor off.`);
}

function parseGwei(text: string): bigint {
  try {
    const wei = parseUnits(text, "gwei");
    // A uint64 in the line's configuration.
    if (wei > 0n && wei < 2n ** 64n) return wei;
  } catch {
    // Falls through to the same message.
  }
  throw wrongInput(`--gas-price ${text} is no price in gwei; write a number such as 50.`);
}

/** Without what stands already. */
function differing({ requests }: Standing, wishes: Wishes | undefined): Wishes | undefined {
  if (wishes === undefined || requests === undefined) return wishes;
  const stands = { ...requests.line, subscriptionId: requests.subscriptionId };
  return Object.fromEntries(
    Object.entries(wishes).filter(([field, value]) => stands[field as keyof typeof stands] !== value),
  );
}

async function requirePlace(
  { services, consumer, chain }: Awaited<ReturnType<typeof openStudio>>,
  id: bigint,
): Promise<void> {
  const consumers = await services.router.getSubscription(id).then(
    (subscription) => subscription.consumers,
    () => {
      throw new TaskFailure(`There is no subscription ${id}.`, { remedy: command(chain, "subscription show") });
    },
  );
  if (!consumers.includes(String(consumer.target)))
    throw new TaskFailure(`The consumer ${String(consumer.target)} is not on subscription ${id}.`, {
      remedy: command(chain, "subscription add-consumer"),
    });
}

function tell({ requests }: Standing, field: string): string {
  if (requests === undefined) return "unset";
  const stands: Readonly<Record<string, unknown>> = { ...requests.line, subscriptionId: requests.subscriptionId };
  return text(stands[field]);
}

function text(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return formatCount(value as bigint | number);
}
