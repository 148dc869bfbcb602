// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AskWords} from "../../contracts/evolution/AskWords.sol";
import {Schedule} from "../../contracts/evolution/FallbackLadder.sol";
import {Head, ProgramHead} from "../../contracts/evolution/ProgramHead.sol";
import {ProgramTerms} from "../../contracts/evolution/ProgramTerms.sol";
import {Ask} from "../../contracts/evolution/ProgramTypes.sol";

/// @notice What the ledger packs by hand lies where the compiler and the reader expect it.
contract LedgerWordsTest {
    using ProgramHead for Head;
    using ProgramTerms for ProgramTerms.Stored;

    Head private _head;
    ProgramTerms.Stored private _terms;

    function testFuzz_AnAskSurvivesItsWord(Ask memory a) public pure {
        uint256 question = AskWords.question(
            a.period,
            a.periodEnd,
            a.version,
            a.lastState,
            a.lastReading,
            a.due,
            a.banded
        );
        Ask memory back = AskWords.unpack(question, a.dueAt);
        require(keccak256(abi.encode(back)) == keccak256(abi.encode(a)), "ask");
    }

    function testFuzz_AHeadIsReadAsTheCompilerLaysItOut(Head calldata head) public {
        _head = head;
        require(keccak256(abi.encode(_head.load())) == keccak256(abi.encode(head)), "load");
    }

    function testFuzz_AHeadIsWrittenAsTheCompilerLaysItOut(Head memory head) public {
        _head.save(head);
        Head memory back = _head;
        require(keccak256(abi.encode(back)) == keccak256(abi.encode(head)), "save");
    }

    function testFuzz_TermsTimesAreReadAsTheCompilerLaysThemOut(Schedule calldata times, bool banded) public {
        (_terms.anchor, _terms.periodLength, _terms.settleDelay) = (
            times.anchor,
            times.periodLength,
            times.settleDelay
        );
        (_terms.staleAfter, _terms.fallbackAfter, _terms.banded) = (times.staleAfter, times.fallbackAfter, banded);
        // The neighbours of the fields, all ones.
        (_terms.states, _terms.presetState, _terms.minMultiplier) = (255, 255, type(uint16).max);
        (Schedule memory read, bool readBand) = _terms.scheduleAndBand();
        require(keccak256(abi.encode(read)) == keccak256(abi.encode(times)), "schedule");
        require(readBand == banded, "banded");
        require(keccak256(abi.encode(_terms.schedule())) == keccak256(abi.encode(times)), "schedule alone");
    }
}
