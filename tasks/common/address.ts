/** Addresses as people type them. */
import { ZeroAddress, getAddress, isAddress } from "ethers";

import { wrongInput } from "./failure.ts";

/**
 * @param option what it was given by, for the message
 * @returns with its checksum
 * @throws TaskFailure unless it is an address other than zero; a wrong checksum is a typing error
 */
export function parseAddress(text: string, option: string): string {
  if (text !== "" && isAddress(text) && getAddress(text) !== ZeroAddress) return getAddress(text);
  const given = text === "" ? `${option} is missing` : `${option} ${text} is no address`;
  throw wrongInput(`${given}; write 0x and 40 hexadecimal digits.`);
}
