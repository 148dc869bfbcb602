// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {FallbackLadder, Schedule} from "../../contracts/evolution/FallbackLadder.sol";
import {Rung} from "../../contracts/evolution/ProgramTypes.sol";

contract FallbackLadderTest {
    using FallbackLadder for Schedule;

    function testFuzz_TheLastDuePeriodIsDueAndTheNextIsNot(Schedule memory s, uint40 time) public pure {
        _bound(s);
        (bool any, uint40 period) = s.lastDue(time);
        if (!any) {
            require(time < s.dueAt(0), "period 0 was due");
            return;
        }
        require(s.dueAt(period) <= time && time < s.dueAt(uint256(period) + 1), "not the last");
    }

    function testFuzz_EveryRungBeginsAtItsSecond(Schedule memory s, uint32 settled) public pure {
        _bound(s);
        uint256 stale = s.staleAt(settled);
        uint256 fallbackAt = s.fallbackAt(settled);
        require(s.rungAt(settled, stale - 1) == Rung.Fresh, "fresh");
        require(s.rungAt(settled, stale) == Rung.Stale, "stale");
        require(s.rungAt(settled, fallbackAt - 1) == Rung.Stale, "still stale");
        require(s.rungAt(settled, fallbackAt) == Rung.Fallback, "fallback");
    }

    /// @dev A fallback lies between two periods exactly if the later one fell due in fallback.
    function testFuzz_AFallbackBetweenIsAFallbackOnTheClock(
        Schedule memory s,
        uint32 settled,
        uint16 later
    ) public pure {
        _bound(s);
        uint256 asked = uint256(settled) + later;
        bool fell = s.rungAt(settled, s.dueAt(asked)) == Rung.Fallback;
        require(s.fallbackBetween(settled, asked) == fell, "disagrees with the clock");
    }

    function _bound(Schedule memory s) private pure {
        s.anchor = s.anchor % 2 ** 32;
        s.periodLength = (s.periodLength % 1e8) + 600;
        s.staleAfter = (s.staleAfter % 1000) + 1;
        s.fallbackAfter = s.staleAfter + (s.fallbackAfter % 1000) + 1;
    }
}
