/** The steps after the contracts: the upkeep, its right to perform, and further holders of roles. */
import { roles } from "../../ignition/roles.ts";
import { formatLink } from "../common/money.ts";
import { PERFORM_GAS, approveRegistrar, registerUpkeep, registeredUpkeep } from "../operations/upkeep.ts";
import { gas } from "./gas.ts";
import type { Step } from "./steps.ts";
import { type Grant, type Standing, checkNotWaiting } from "./survey.ts";

/** The registrar draws the LINK itself; what it may draw already was allowed by an earlier try. */
export function upkeepSteps({ allowance }: Standing, juels: bigint): Step[] {
  const allow: Step = {
    ...{ what: "let the registrar draw LINK", gas: gas.allowance, juels: 0n },
    async run({ services, signer, spending }, record) {
      const sending = approveRegistrar(services, signer, juels);
      await spending.send(`let the registrar draw ${formatLink(juels)}`, sending);
      return record;
    },
  };
  return [...(allowance >= juels ? [] : [allow]), upkeepStep(juels)];
}

function upkeepStep(juels: bigint): Step {
  return {
    ...{ what: "register the upkeep", gas: gas.upkeep, juels },
    async run(site, record) {
      const { services, signer, spending } = site;
      const terms = { target: record.contracts!.consumer, gasLimit: PERFORM_GAS, juels };
      const receipt = await spending.send(
        `registered the upkeep with ${formatLink(juels)}`,
        registerUpkeep(services, signer, terms),
      );
      await checkNotWaiting(site, record.contracts!.consumer);
      const { id, forwarder } = await registeredUpkeep(services, receipt);
      return { ...record, upkeep: { id: id.toString(), forwarder } };
    },
  };
}

export const performerStep: Step = {
  ...{ what: "let the upkeep's forwarder perform", gas: gas.performer, juels: 0n },
  async run({ chain, signer, spending }, record) {
    const consumer = await chain.ethers.getContractAt("FunctionsConsumer", record.contracts!.consumer, signer);
    await spending.send("let the upkeep's forwarder perform", consumer.setPerformer(record.upkeep!.forwarder, true));
    return record;
  },
};

export function grantStep({ role, account }: Grant): Step {
  return {
    ...{ what: `make ${account} ${role}`, gas: gas.grant, juels: 0n },
    async run({ chain, signer, spending }, record) {
      const manager = await chain.ethers.getContractAt("AccessManager", record.contracts!.manager, signer);
      await spending.send(`made ${account} ${role}`, manager.grantRole(roles[role], account, 0));
      return record;
    },
  };
}
