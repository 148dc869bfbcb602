// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AskWords} from "../evolution/AskWords.sol";
import {Ask, Terms} from "../evolution/ProgramTypes.sol";

/// @notice Answers a consumer's questions with what a test laid down, so that a request can be held to a vector of its tail. Not part of the product.
contract FixedLedger {
    bytes32 public immutable SOURCE_HASH;
    Ask private _ask;

    constructor(bytes32 sourceHash) {
        SOURCE_HASH = sourceHash;
    }

    /// @notice Lays down the answer to `ask`.
    function set(Ask calldata given) external {
        _ask = given;
    }

    /// @notice As in IEvolutionLedger.
    function ask(uint32) external view returns (Ask memory) {
        return _ask;
    }

    /// @notice As in IEvolutionLedger.
    function askPacked(uint32) external view returns (uint256 question, uint256 dueAt) {
        Ask memory a = _ask;
        question = AskWords.question(a.period, a.periodEnd, a.version, a.lastState, a.lastReading, a.due, a.banded);
        dueAt = a.dueAt;
    }

    /// @notice As in IEvolutionLedger.
    function versionOf(uint32) external view returns (uint16) {
        return _ask.version;
    }

    /// @notice As in IEvolutionLedger; only the source's hash is filled in.
    function termsOf(uint32, uint16) external view returns (Terms memory terms) {
        terms.sourceHash = SOURCE_HASH;
    }
}
