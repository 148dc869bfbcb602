import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { guarded, roles, selectors } from "../roles.ts";

/** The contracts that all programs share: access manager, ledger, consumer, renderer. One account is admin and holds every role. */
export default buildModule("Protocol", (m) => {
  const admin = m.getParameter<string>("admin");
  const router = m.getParameter<string>("router");
  const donId = m.getParameter<string>("donId");

  const manager = m.contract("AccessManager", [admin]);
  const termsCheck = m.library("TermsCheck");
  const ledger = m.contract("EvolutionLedger", [manager], { libraries: { TermsCheck: termsCheck } });
  const consumer = m.contract("FunctionsConsumer", [manager, router, donId, ledger]);
  const renderer = m.contract("ImagoRenderer");

  for (const [name, id] of Object.entries(roles)) {
    m.call(manager, "labelRole", [id, name], { id: `label_${name}` });
    m.call(manager, "grantRole", [id, admin, 0], { id: `grant_${name}` });
  }
  const rights = [
    [ledger, "ledger", roles.curator, guarded.EvolutionLedger.curator],
    [ledger, "ledger", roles.guardian, guarded.EvolutionLedger.guardian],
    [consumer, "consumer", roles.curator, guarded.FunctionsConsumer.curator],
  ] as const;
  for (const [contract, name, role, signatures] of rights) {
    m.call(manager, "setTargetFunctionRole", [contract, selectors(signatures), role], { id: `rights_${name}_${role}` });
  }
  m.call(ledger, "setConsumer", [consumer, true]);
  return { manager, termsCheck, ledger, consumer, renderer };
});
