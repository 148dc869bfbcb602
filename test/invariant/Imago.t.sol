// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {FunctionsConsumer} from "../../contracts/consumers/FunctionsConsumer.sol";
import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Rung, Status} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {vm} from "../helpers/Vm.sol";
import {Don} from "./Don.sol";
import {Ghost} from "./Ghost.sol";
import {Handler} from "./Handler.sol";

/// @notice The handler under a name of this file: the runner fuzzes only contracts of test files.
contract Actions is Handler {}

/// @notice The laws of README.md in this folder, checked after every call of the handler.
contract ImagoInvariants {
    Actions private handler;

    function setUp() public {
        vm.warp(20_000 * uint256(SampleTerms.DAY));
        handler = new Actions();
        Don don = new Don();
        address authority = address(new AccessManager(address(handler)));
        EvolutionLedger ledger = new EvolutionLedger(authority);
        handler.begin(don, ledger, new FunctionsConsumer(authority, address(don.ROUTER()), don.ID(), ledger));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_TheBooksHold() public {
        vm.warp(handler.time());
        uint256 broken = handler.broken();
        _upholds(broken, Ghost.Law.HistoryOnlyGrows, "history only grows");
        _upholds(broken, Ghost.Law.OneEvolutionAPeriod, "at most one evolution a period, and none before its time");
        _upholds(broken, Ghost.Law.DocumentsRebuild, "every document rebuilds to its digest");
        _upholds(broken, Ghost.Law.AllowedTransitions, "allowed transitions only");
        _upholds(broken, Ghost.Law.WithinTerms, "every settlement keeps the terms in force");
        _upholds(broken, Ghost.Law.OnePending, "at most one pending request a program");
        _upholds(broken, Ghost.Law.StrangersSpendNothing, "strangers spend nothing of a performer's");
        _upholds(broken, Ghost.Law.WaitsAreKept, "attempts are bounded and keep their waits");
        _upholds(broken, Ghost.Law.CallbackNeverFails, "the callback neither fails nor needs more than 200,000 gas");
        _upholds(broken, Ghost.Law.OnlyThePendingCounts, "an answer counts for a pending request, once");
        _upholds(broken, Ghost.Law.ConfirmationHolds, "no evolution without its confirmation");
        _upholds(broken, Ghost.Law.OneVoiceAToken, "a token speaks at most once a period, by its owner");
        _upholds(broken, Ghost.Law.TalliesAreExact, "every tally is exact and stays so");
        _upholds(broken, Ghost.Law.TalliesAreCarried, "every request carries its period's tally");
        for (uint32 program = 1; program <= 2; ++program) {
            _checkIntegral(program);
            _checkLadder(program);
        }
        _checkLink();
    }

    function _checkIntegral(uint32 program) private view {
        uint256 exact = handler.integral(program);
        require(handler.ledger().multiplierIntegral(program, uint40(handler.time())) == exact, "the integral is exact");
        Ghost.Moment memory past = handler.past(program);
        uint256 read = handler.ledger().multiplierIntegral(program, uint40(past.time));
        require(read == past.integral, "the integral of the past stays");
    }

    /// @dev Time and history alone: recomputed from the last settled period and the terms in force.
    function _checkLadder(uint32 program) private view {
        Status memory status = handler.ledger().statusOf(program);
        Rung expected = Rung.Fallback;
        if (!status.paused && status.evolutions != 0) {
            (uint16 staleAfter, uint16 fallbackAfter, , , ) = handler.rules(program);
            uint256 due = (uint256(status.settledPeriod) + 1) * SampleTerms.DAY + SampleTerms.SETTLE_DELAY;
            uint256 age = handler.time() < due ? 0 : (handler.time() - due) / SampleTerms.DAY;
            expected =
                age >= fallbackAfter
                    ? Rung.Fallback
                    : age >= staleAfter
                        ? Rung.Stale
                        : Rung.Fresh;
        }
        require(status.rung == expected, "the ladder is a function of time and history");
    }

    function _checkLink() private view {
        Don don = handler.don();
        uint256 held = don.LINK().balanceOf(address(don.ROUTER()));
        require(held == don.ROUTER().getTotalBalance(), "the router's books equal its LINK");
        uint256 all = held + don.LINK().balanceOf(address(don));
        require(all == don.LINK().totalSupply(), "no LINK comes or goes");
    }

    function _upholds(uint256 broken, Ghost.Law law, string memory text) private pure {
        require((broken >> uint8(law)) & 1 == 0, text);
    }
}
