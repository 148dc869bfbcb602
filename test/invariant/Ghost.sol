// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {FunctionsConsumer} from "../../contracts/consumers/FunctionsConsumer.sol";
import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Evolution, Rung, Status} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What must stay true, watched from outside: it reads the contracts' views and keeps its own books.
abstract contract Ghost {
    enum Law {
        HistoryOnlyGrows,
        OneEvolutionAPeriod,
        DocumentsRebuild,
        AllowedTransitions,
        WithinTerms,
        OnePending,
        StrangersSpendNothing,
        WaitsAreKept,
        CallbackNeverFails,
        OnlyThePendingCounts,
        ConfirmationHolds,
        OneVoiceAToken,
        TalliesAreExact,
        TalliesAreCarried
    }

    /// @dev The terms in force that differ between versions, in the ghost's own books.
    struct Rules {
        uint16 staleAfter;
        uint16 fallbackAfter;
        uint16 presetMultiplier;
        uint16 version;
        bytes32 promptDigest;
    }

    /// @dev A second of the past and the integral that was read then.
    struct Moment {
        uint256 time;
        uint256 integral;
    }

    uint32 internal constant PROGRAMS = 2;
    uint8 internal constant PRESET_STATE = 1;
    uint40 internal constant DAY = 86_400;

    EvolutionLedger public ledger;
    FunctionsConsumer public consumer;

    /// @notice Bit of each law that was broken.
    uint256 public broken;
    uint256 public time;
    uint256 public calls;
    mapping(uint32 program => uint256) public integral;
    mapping(uint32 program => Moment[]) private _moments;
    mapping(uint32 program => bytes32[]) private _history;
    mapping(uint32 program => uint40) private _lastPeriod;
    mapping(uint32 program => uint40) internal _settledBefore;
    mapping(uint32 program => Rules) public rules;

    /// @dev The clock is kept here, whatever the runner does with it between calls.
    modifier watched() {
        vm.warp(time);
        ++calls;
        for (uint32 p = 1; p <= PROGRAMS; ++p) _settledBefore[p] = ledger.statusOf(p).settledPeriod;
        _;
        for (uint32 p = 1; p <= PROGRAMS; ++p) _checkHistory(p);
    }

    /// @notice A moment of the past, with every call another one.
    function past(uint32 program) external view returns (Moment memory) {
        Moment[] storage moments = _moments[program];
        return moments.length == 0 ? Moment(time, integral[program]) : moments[calls % moments.length];
    }

    function _known(uint32 program) internal view returns (uint256) {
        return _history[program].length;
    }

    function _require(bool holds, Law law) internal {
        if (!holds) broken |= 1 << uint8(law);
    }

    /// @dev Lets time pass and adds up what was shown meanwhile; by itself it changes once, at the fallback.
    function _pass(uint256 seconds_) internal {
        uint256 to = time + seconds_;
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            _moments[p].push(Moment(time, integral[p]));
            Status memory status = ledger.statusOf(p);
            uint256 middle =
                status.rung == Rung.Fallback
                    ? time
                    : status.fallbackAt < to
                        ? status.fallbackAt
                        : to;
            integral[p] += (middle - time) * status.multiplier + (to - middle) * rules[p].presetMultiplier;
        }
        time = to;
        vm.warp(to);
    }

    /// @dev At most one entry more than before, all others as they were: one that moves by with every look stands for all.
    function _checkHistory(uint32 program) private {
        uint256 known = _history[program].length;
        uint256 length = ledger.statusOf(program).evolutions;
        _require(length == known || length == known + 1, Law.HistoryOnlyGrows);
        if (known != 0) {
            uint256 index = calls % known;
            _require(_history[program][index] == _hash(program, index), Law.HistoryOnlyGrows);
        }
        if (length != known + 1) return;
        _history[program].push(_hash(program, known));
        _checkNewest(program, known);
    }

    function _checkNewest(uint32 program, uint256 index) private {
        Evolution memory e = ledger.evolutionAt(program, index);
        bool inTurn = index == 0 || (e.period > _lastPeriod[program] && e.period > _settledBefore[program]);
        _require(inTurn && _dueAt(e.period) <= time, Law.OneEvolutionAPeriod);
        _lastPeriod[program] = e.period;
        bool within = e.multiplier >= SampleTerms.MIN_MULTIPLIER && e.multiplier <= SampleTerms.MAX_MULTIPLIER;
        _require(within && e.version == rules[program].version, Law.WithinTerms);
        uint8 from = PRESET_STATE;
        if (index != 0) {
            Evolution memory previous = ledger.evolutionAt(program, index - 1);
            bool fell = e.period >= uint256(_settledBefore[program]) + rules[program].fallbackAfter;
            if (previous.version == e.version && !fell) from = previous.state;
        }
        _require((SampleTerms.TRANSITIONS >> (16 * uint256(from) + e.state)) & 1 == 1, Law.AllowedTransitions);
    }

    /// @dev The runner draws small and round numbers most of the time; their high bits, which choose here, would always be zero.
    function _mixed(uint256 seed) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(seed, calls)));
    }

    /// @dev Second from which on a period may be asked for and settled.
    function _dueAt(uint40 period) internal pure returns (uint256) {
        return (uint256(period) + 1) * DAY + SampleTerms.SETTLE_DELAY;
    }

    function _hash(uint32 program, uint256 index) private view returns (bytes32) {
        return keccak256(abi.encode(ledger.evolutionAt(program, index), ledger.contentDigestAt(program, index)));
    }
}
