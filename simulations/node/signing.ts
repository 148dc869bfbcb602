/** The node's key and what it signs: OCR2 reports as Functions and Automation contracts check them. */
import { SigningKey, computeAddress, concat, id, keccak256, toBeHex } from "ethers";

import type { SignedReport } from "./protocol.ts";

/** Sits in memory of this process only; the same seed gives the same key, so that runs can be repeated. */
export function signingKey(seed: string, node: number): SigningKey {
  return new SigningKey(id(`${seed}/node/${node}/signer`));
}

/** The address under which the contracts know the key. */
export function signerAddress(key: SigningKey): string {
  return computeAddress(key.publicKey);
}

/**
 * Signs a report: keccak256(keccak256(report) ++ context), raw, without an EIP-191 prefix.
 *
 * @param digest the contract's config digest
 * @param epoch OCR epoch; the context carries it in its second word, above a zero round byte
 */
export function signReport(key: SigningKey, report: string, digest: string, epoch: number): SignedReport {
  const context = [digest, toBeHex(epoch * 256, 32), toBeHex(0, 32)] as const;
  const { r, s, yParity } = key.sign(keccak256(concat([keccak256(report), ...context])));
  return { report, context, r, s, v: yParity };
}
