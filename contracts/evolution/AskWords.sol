// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ask} from "./ProgramTypes.sol";

/// @title An `Ask` in one word
/// @notice What a consumer's request costs hangs on the bytes that ledger and consumer pass to each other, so they pass this word, the question, and beside
/// it `dueAt`, for which it has no room. From the most significant bit: period u40, period end u40, program version u16, last state u8, last reading i128,
/// flags u24 (1 due, 2 banded). The first 29 bytes stand in a request's tail as they are.
library AskWords {
    uint256 private constant DUE = 1;
    uint256 private constant BANDED = 2;

    /// @notice The word. `due` and `banded` as in `Ask`.
    function question(
        uint256 period_,
        uint256 periodEnd,
        uint256 version_,
        uint256 lastState,
        int128 lastReading,
        bool due_,
        bool banded_
    ) internal pure returns (uint256 word) {
        word = (period_ << 216) | (uint256(uint40(periodEnd)) << 176) | (version_ << 160) | (lastState << 152);
        word |= uint256(uint128(lastReading)) << 24;
        if (due_) word |= DUE;
        if (banded_) word |= BANDED;
    }

    /// @notice The `Ask` that the word and `dueAt` stand for.
    function unpack(uint256 word, uint256 dueAt) internal pure returns (Ask memory) {
        return
            Ask({
                period: period(word),
                periodEnd: uint40(word >> 176),
                version: version(word),
                lastState: uint8(word >> 152),
                lastReading: int128(uint128(word >> 24)),
                dueAt: uint40(dueAt),
                due: due(word),
                banded: banded(word)
            });
    }

    /// @notice The period to ask for.
    function period(uint256 word) internal pure returns (uint40) {
        return uint40(word >> 216);
    }

    /// @notice Version of the program's terms.
    function version(uint256 word) internal pure returns (uint16) {
        return uint16(word >> 160);
    }

    /// @notice Whether the period is to be asked for.
    function due(uint256 word) internal pure returns (bool) {
        return word & DUE != 0;
    }

    /// @notice Whether `setBand` comes before the request.
    function banded(uint256 word) internal pure returns (bool) {
        return word & BANDED != 0;
    }
}
