// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Ask, Evolution, Reason, Rung, Status} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Properties of the ledger with this contract as admin and consumer.
contract EvolutionLedgerTest {
    uint40 private constant DAY = 86_400;
    uint40 private constant START = 20_000 * DAY; // the beginning of period 20,000
    EvolutionLedger private ledger;
    uint32 private program;

    function setUp() public {
        vm.warp(START);
        ledger = new EvolutionLedger(address(new AccessManager(address(this))));
        program = ledger.registerProgram(SampleTerms.terms());
        ledger.setConsumer(address(this), true);
        vm.warp(_due(20_000));
        require(_settle(SampleTerms.evolve(program, 20_000, 1, 1, 120, 10_000)) == Reason.None, "first evolution");
        vm.warp(_due(20_001));
    }

    function testFuzz_AnyBytesAreRefusedAndChangeNothing(bytes memory answer) public {
        _refused(answer);
    }

    function testFuzz_AnyFourWordsAreRefusedAndChangeNothing(uint256 header, int256 reading, bytes32 d) public {
        // Right in format, kind, program, version and period, so that the deeper checks are reached, too.
        header = (header % 2 ** 240) | (uint256(1) << 248) | (uint256(1) << 240);
        header =
            ((header >> 232) << 232) |
            (uint256(header & 0xff) << 224) |
            (uint256(1) << 144) |
            (uint256(20_001) << 104);
        header |= (uint256(program) << 72) | (uint256(1) << 56);
        _refused(abi.encode(header, reading, d, SampleTerms.PROMPT));
    }

    function test_EveryAnswerOneBitAwayFromAValidOneIsRefused() public {
        bytes memory valid = SampleTerms.evolve(program, 20_001, 2, 5, -3, 9_000);
        for (uint256 bit = 0; bit < 1024; ++bit) {
            bytes memory flipped = bytes.concat(valid);
            flipped[bit / 8] = flipped[bit / 8] ^ bytes1(uint8(1 << (bit % 8)));
            _refused(flipped);
        }
        require(_settle(valid) == Reason.None, "the valid one itself");
    }

    function testFuzz_OnlyAllowedTransitionsPass(uint8 state, uint64 traits, int128 reading) public {
        state = state % 4;
        traits = traits % 8;
        bool allowed = (SampleTerms.TRANSITIONS >> (16 + state)) & 1 == 1;
        Reason reason = _settle(SampleTerms.evolve(program, 20_001, state, traits, reading, 10_000));
        if (!allowed) require(reason == Reason.Transition, "transition");
        else require(reason == (traits % 4 == 3 ? Reason.Traits : Reason.None), "traits");
    }

    function testFuzz_AnAcceptedEvolutionIsKeptAsAnswered(uint64 traits, int128 reading, uint16 multiplier) public {
        traits = traits % 3;
        multiplier = 5_000 + (multiplier % 15_001);
        bytes memory answer = SampleTerms.evolve(program, 20_001, 2, traits, reading, multiplier);
        require(_settle(answer) == Reason.None, "refused");
        Evolution memory e = ledger.evolutionAt(program, 1);
        require(e.period == 20_001 && e.settledAt == block.timestamp && e.version == 1, "times");
        require(e.state == 2 && e.traits == traits && e.reading == reading && e.multiplier == multiplier, "fields");
        (, , bytes32 digest, ) = abi.decode(answer, (uint256, int256, bytes32, bytes32));
        require(ledger.contentDigestAt(program, 1) == digest, "digest");
        require(_settle(answer) == Reason.Settled, "twice");
    }

    function testFuzz_TheLadderIsAFunctionOfTimeAlone(uint32 later) public {
        uint256 time = block.timestamp + (later % (30 * DAY));
        vm.warp(time);
        Status memory status = ledger.statusOf(program);
        Rung expected =
            time >= status.fallbackAt
                ? Rung.Fallback
                : time >= status.staleAt
                    ? Rung.Stale
                    : Rung.Fresh;
        require(status.rung == expected, "rung");
        require(status.staleAt == _due(20_000) + 2 * DAY && status.fallbackAt == _due(20_000) + 7 * DAY, "seconds");
        require(status.multiplier == (expected == Rung.Fallback ? 8_000 : 10_000), "multiplier");
    }

    /// @dev Sums the multiplier in force over a walk of holds, evolutions, pauses and pure waiting, second by second of change.
    function testFuzz_TheIntegralEqualsTheSumOfWhatWasShown(uint256 seed) public {
        uint256 sum = ledger.multiplierIntegral(program, uint40(block.timestamp));
        uint256 before = block.timestamp;
        for (uint256 step = 0; step < 12; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            sum += _shownUntil(before, before + (seed % (5 * DAY)));
            before = block.timestamp;
            require(ledger.multiplierIntegral(program, uint40(before)) == sum, "integral");
            _act(seed >> 64);
        }
        require(ledger.multiplierIntegral(program, uint40(before)) == sum, "acting changed the past");
    }

    /// @dev Sum of the shown multiplier over [from, to): it changes by itself at one second at most. Leaves the clock at `to`.
    function _shownUntil(uint256 from, uint256 to) private returns (uint256 sum) {
        Status memory status = ledger.statusOf(program);
        uint256 middle =
            status.rung == Rung.Fallback
                ? from
                : status.fallbackAt < to
                    ? status.fallbackAt
                    : to;
        sum = (middle - from) * status.multiplier;
        vm.warp(to);
        return sum + (to - middle) * 8_000;
    }

    function _act(uint256 choice) private {
        Ask memory ask = ledger.ask(program);
        if (choice % 8 == 0) ledger.statusOf(program).paused ? ledger.unpause(program) : ledger.pause(program);
        if (!ask.due) return;
        uint8 state = uint8((choice >> 8) % 4);
        uint16 multiplier = uint16(5_000 + ((choice >> 16) % 15_001));
        if (choice % 8 < 3) _settle(SampleTerms.hold(program, ask.period, ask.lastReading));
        else _settle(SampleTerms.evolve(program, ask.period, state, 0, 1, multiplier));
    }

    function _refused(bytes memory answer) private {
        bytes32 before = _fingerprint();
        require(_settle(answer) != Reason.None, "accepted");
        require(_fingerprint() == before, "changed something");
    }

    function _fingerprint() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ledger.statusOf(program),
                    ledger.ask(program),
                    ledger.announcementDue(program),
                    ledger.multiplierIntegral(program, uint40(block.timestamp))
                )
            );
    }

    function _settle(bytes memory answer) private returns (Reason) {
        return ledger.settle(program, ledger.ask(program).period, answer);
    }

    function _due(uint40 period) private pure returns (uint40) {
        return (period + 1) * DAY + SampleTerms.SETTLE_DELAY;
    }
}
