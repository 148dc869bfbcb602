// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ask} from "./ProgramTypes.sol";

/// @title An `Ask` in two words
/// @notice What a consumer's request costs hangs on the bytes that ledger and consumer pass to each other, so they pass these. From the most
/// significant bit:
///
/// `question`: period u40, period end u40, program version u16, last state u8, last reading i128, flags u24 (1 due, 2 banded). The first 29 bytes stand
/// in a request's tail as they are.
///
/// `rest`: due at u40 << 64, interactions u64.
library AskWords {
    uint256 private constant DUE = 1;
    uint256 private constant BANDED = 2;

    /// @notice The two words of an `Ask`.
    function pack(Ask memory a) internal pure returns (uint256 question, uint256 rest) {
        question = (uint256(a.period) << 216) | (uint256(a.periodEnd) << 176) | (uint256(a.version) << 160);
        question |= (uint256(a.lastState) << 152) | (uint256(uint128(a.lastReading)) << 24);
        if (a.due) question |= DUE;
        if (a.banded) question |= BANDED;
        rest = (uint256(a.dueAt) << 64) | a.interactions;
    }

    /// @notice The `Ask` in two words.
    function unpack(uint256 question, uint256 rest) internal pure returns (Ask memory) {
        return
            Ask({
                period: period(question),
                periodEnd: uint40(question >> 176),
                version: version(question),
                lastState: uint8(question >> 152),
                lastReading: int128(uint128(question >> 24)),
                interactions: uint64(rest),
                dueAt: dueAt(rest),
                due: due(question),
                banded: banded(question)
            });
    }

    /// @notice The period to ask for.
    function period(uint256 question) internal pure returns (uint40) {
        return uint40(question >> 216);
    }

    /// @notice Version of the program's terms.
    function version(uint256 question) internal pure returns (uint16) {
        return uint16(question >> 160);
    }

    /// @notice Whether the period is to be asked for.
    function due(uint256 question) internal pure returns (bool) {
        return question & DUE != 0;
    }

    /// @notice Whether `setBand` comes before the request.
    function banded(uint256 question) internal pure returns (bool) {
        return question & BANDED != 0;
    }

    /// @notice Unix seconds at which the period's data became final.
    function dueAt(uint256 rest) internal pure returns (uint40) {
        return uint40(rest >> 64);
    }
}
