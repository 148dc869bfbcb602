import { expect } from "chai";
import type { CompilerOutputError } from "hardhat/types/solidity";

import { isTestSizeWarning, isThirdPartyWarning } from "../../../scripts/gates/compiler-warnings.ts";

describe("isThirdPartyWarning", () => {
  /** A compiler message about line 9 of a file. */
  function message(file: string, severity: "error" | "warning" = "warning"): CompilerOutputError {
    const formattedMessage = `Warning: Unused variable.\n --> ${file}:9:1:\n  |\n9 | contract A {\n`;
    return { type: "Warning", component: "general", message: "Unused variable.", severity, formattedMessage };
  }

  it("holds for a warning about a third-party file, by either of its names", () => {
    const files = [
      "npm/@chainlink/contracts@1.5.0/src/v0.8/automation/Chainable.sol",
      "./node_modules/@chainlink/contracts/src/v0.8/automation/Chainable.sol",
      "./node_modules/@openzeppelin/contracts-4.8.3/utils/Address.sol",
    ];
    expect(files.filter((file) => !isThirdPartyWarning(message(file)))).to.deep.equal([]);
  });

  it("does not hold for our contracts, other packages, errors and messages without a place", () => {
    expect(isThirdPartyWarning(message("project/contracts/evolution/EvolutionLedger.sol"))).to.equal(false);
    expect(isThirdPartyWarning(message("./node_modules/other/A.sol"))).to.equal(false);
    expect(isThirdPartyWarning(message("npm/solady@0.1.26/src/utils/Base64.sol", "error"))).to.equal(false);
    const placeless = { type: "Warning", component: "general", message: "Old compiler.", severity: "warning" } as const;
    expect(isThirdPartyWarning(placeless)).to.equal(false);
  });
});

describe("isTestSizeWarning", () => {
  /** A compiler message about the size of a contract of a file. */
  const message = (file: string, errorCode = "5574"): CompilerOutputError => ({
    type: "Warning",
    component: "codegen",
    message: "Contract code size is 70149 bytes and exceeds 24576 bytes.",
    severity: "warning",
    errorCode,
    formattedMessage: `Warning: Contract code size is 70149 bytes and exceeds 24576 bytes.\n  --> ${file}:17:1:\n`,
  });

  it("holds for code and creation code of a contract of the tests, by either of its names", () => {
    expect(isTestSizeWarning(message("project/test/invariant/Imago.t.sol"))).to.equal(true);
    expect(isTestSizeWarning(message("test/invariant/Imago.t.sol", "3860"))).to.equal(true);
  });

  it("does not hold for a contract of contracts/ and for other warnings of the tests", () => {
    expect(isTestSizeWarning(message("project/contracts/evolution/EvolutionLedger.sol"))).to.equal(false);
    expect(isTestSizeWarning(message("project/contracts/test/BurningListener.sol"))).to.equal(false);
    expect(isTestSizeWarning(message("project/test/invariant/Imago.t.sol", "2072"))).to.equal(false);
  });
});
