/** The terms of service of Functions, which whoever owns a subscription has accepted. */
import { Signature } from "ethers";

import { TERMS_METHOD } from "../../simulations/network/local-methods.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import { acceptTerms, hasAcceptedTerms } from "../operations/subscription.ts";

/**
 * Accepts them for the account that acts, if it has not.
 *
 * @param given signature of the terms' signer; empty where a local network gives it
 * @param words of the task, for the remedy
 */
export async function acceptTermsOnce(studio: Studio, given: string, words: string): Promise<void> {
  const { services, signer, spending } = studio;
  if (await hasAcceptedTerms(services, signer.address)) return;
  if (given !== "" && !isSignature(given))
    throw wrongInput("--terms-signature is no signature; write the 65 bytes in hexadecimal digits, with 0x before.");
  const signature = given === "" ? await localSignature(studio, words) : given;
  await spending.send("accepted the terms of service of Functions", acceptTerms(services, signer, signature));
}

function isSignature(text: string): boolean {
  try {
    return Signature.from(text).r !== "";
  } catch {
    return false;
  }
}

async function localSignature({ chain, signer }: Studio, words: string): Promise<string> {
  if (chain.local === undefined)
    throw new TaskFailure(`${signer.address} has not accepted the terms of service of Functions.`, {
      remedy: command(chain, `${words} --terms-signature <signature by the DON's terms signer>`),
    });
  const { provider } = chain.connection;
  return (await provider.request({ method: TERMS_METHOD, params: [signer.address] })) as string;
}
