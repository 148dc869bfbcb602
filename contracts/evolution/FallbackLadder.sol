// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Rung} from "./ProgramTypes.sol";

/// @notice The part of a program's terms that fixes its times.
struct Schedule {
    uint40 anchor; // unix seconds at which period 0 begins
    uint32 periodLength; // seconds
    uint32 settleDelay; // seconds
    uint16 staleAfter; // periods
    uint16 fallbackAfter; // periods
}

/// @title Periods and the fallback ladder
/// @notice Pure arithmetic on seconds. A period is due once it has ended and its data is final. With every period settled in time a program is fresh;
/// `staleAfter` periods after the last settled one fell due it turns stale, `fallbackAfter` periods after it falls back. Nothing here can
/// overflow: all factors are below 2 ** 41, and only sums of such products are formed.
library FallbackLadder {
    /// @notice Second at which a period ends.
    function endOf(Schedule memory s, uint256 period) internal pure returns (uint256) {
        unchecked {
            return s.anchor + (period + 1) * s.periodLength;
        }
    }

    /// @notice Second from which on a period may be asked for.
    function dueAt(Schedule memory s, uint256 period) internal pure returns (uint256) {
        unchecked {
            return endOf(s, period) + s.settleDelay;
        }
    }

    /// @notice The last period that is due at a second.
    /// @return any False while not even period 0 is due.
    function lastDue(Schedule memory s, uint256 time) internal pure returns (bool any, uint40 period) {
        uint256 first = dueAt(s, 0);
        if (time < first) return (false, 0);
        unchecked {
            return (true, uint40((time - first) / s.periodLength));
        }
    }

    /// @notice Second at which the program turns stale after settling `period` last.
    function staleAt(Schedule memory s, uint256 period) internal pure returns (uint256) {
        unchecked {
            return dueAt(s, period) + uint256(s.staleAfter) * s.periodLength;
        }
    }

    /// @notice Second at which the program falls back after settling `period` last.
    function fallbackAt(Schedule memory s, uint256 period) internal pure returns (uint256) {
        unchecked {
            return dueAt(s, period) + uint256(s.fallbackAfter) * s.periodLength;
        }
    }

    /// @notice Whether a fallback lies between the last settled period and the one asked for. It is told by the two periods alone, so that
    /// a request and its answer, some minutes apart, cannot disagree about it.
    function fallbackBetween(Schedule memory s, uint256 settled, uint256 asked) internal pure returns (bool) {
        unchecked {
            return asked >= settled + s.fallbackAfter;
        }
    }

    /// @notice The rung at a second, for an active program that has evolved.
    /// @dev `fallbackAfter` is greater than `staleAfter`, so the common case is told by one comparison.
    function rungAt(Schedule memory s, uint256 settled, uint256 time) internal pure returns (Rung) {
        if (time < staleAt(s, settled)) return Rung.Fresh;
        return time < fallbackAt(s, settled) ? Rung.Stale : Rung.Fallback;
    }
}
