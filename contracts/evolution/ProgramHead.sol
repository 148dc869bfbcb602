// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice All of a program that changes with every period, in one word.
struct Head {
    uint16 version;
    uint8 flags; // PAUSED, INTERACTED
    uint8 announced; // Rung that listeners were told of, or UNANNOUNCED
    uint40 settledPeriod;
    uint24 evolutions;
    uint24 checkpoints;
    uint8 lastState; // NO_STATE until the first evolution under the current version
    int128 lastReading;
}

/// @title The head of a program in storage
/// @notice Reads and writes the whole word at once: copied by the compiler, each field would cost a look at storage of its own. The layout is the
/// compiler's, from the least significant bit in the order of the fields.
library ProgramHead {
    /// @notice The head in memory.
    function load(Head storage self) internal view returns (Head memory head) {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(self.slot)
        }
        head.version = uint16(word);
        head.flags = uint8(word >> 16);
        head.announced = uint8(word >> 24);
        head.settledPeriod = uint40(word >> 32);
        head.evolutions = uint24(word >> 72);
        head.checkpoints = uint24(word >> 96);
        head.lastState = uint8(word >> 120);
        head.lastReading = int128(int256(word) >> 128);
    }

    /// @notice Writes back a head.
    function save(Head storage self, Head memory head) internal {
        uint256 word = head.version | (uint256(head.flags) << 16) | (uint256(head.announced) << 24);
        word |= (uint256(head.settledPeriod) << 32) | (uint256(head.evolutions) << 72);
        word |= (uint256(head.checkpoints) << 96) | (uint256(head.lastState) << 120);
        word |= uint256(int256(head.lastReading)) << 128;
        assembly ("memory-safe") {
            sstore(self.slot, word)
        }
    }
}
