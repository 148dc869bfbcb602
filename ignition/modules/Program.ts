import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { guarded, roles, selectors } from "../roles.ts";
import Protocol from "./Protocol.ts";

/**
 * One program with its collection: source stored, terms registered, requests configured, collection deployed and told of changes.
 * The module is made by name, so that one deployment holds any number of programs.
 *
 * @param listens whether its requests carry what holders signal; then a contract that counts the signals is deployed beside the collection
 */
export default function programModule(name: string, listens = false) {
  return buildModule(`Program_${name.replaceAll("-", "_")}`, (m) => {
    const { manager, ledger, consumer, renderer } = m.useModule(Protocol);
    const source = m.call(consumer, "storeSource", [m.getParameter<string>("source")]);
    const registration = m.call(ledger, "registerProgram", [m.getParameter("terms")], { after: [source] });
    const program = m.readEventArgument(registration, "ProgramRegistered", "program");
    const configuration = m.call(consumer, "configure", [program, m.getParameter("line")]);
    m.call(consumer, "setSecrets", [program, m.getParameter<string>("secretsReference")], { after: [configuration] });
    const collection = m.contract("ImagoCollection", [
      manager,
      ledger,
      renderer,
      {
        name: m.getParameter<string>("collectionName"),
        symbol: m.getParameter<string>("symbol"),
        description: m.getParameter<string>("description"),
        program,
        maxSupply: m.getParameter<number>("maxSupply"),
        perWallet: m.getParameter<number>("perWallet"),
        price: m.getParameter<bigint>("price"),
      },
    ]);
    const manage = selectors(guarded.ImagoCollection.manager);
    m.call(manager, "setTargetFunctionRole", [collection, manage, roles.manager]);
    m.call(ledger, "setListeners", [program, [collection]]);
    if (listens) {
      const signals = m.contract("Signals", [ledger, program, collection]);
      m.call(consumer, "setSignals", [program, signals], { after: [configuration] });
    }
    return { collection };
  });
}
