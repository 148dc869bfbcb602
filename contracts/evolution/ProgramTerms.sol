// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {Preset, Terms} from "./ProgramTypes.sol";
import {Schedule} from "./FallbackLadder.sol";

/// @title One version of a program's terms in storage
/// @notice Ordered so that the callback reads the first four words only.
library ProgramTerms {
    struct Stored {
        // word 0: all that a request needs
        uint40 anchor;
        uint32 periodLength;
        uint32 settleDelay;
        uint16 staleAfter;
        uint16 fallbackAfter;
        uint8 states;
        uint8 presetState;
        bool banded;
        uint16 minMultiplier;
        uint16 maxMultiplier;
        uint16 presetMultiplier;
        uint16 maxDeviation;
        int8 referenceShift;
        // word 1
        address vocabulary; // contract code
        uint64 presetTraits;
        // words 2 and 3
        uint256 transitions;
        bytes32 promptDigest;
        // not read by the callback
        bytes32 sourceHash;
        bytes32 vocabularyHash;
        int128 presetReading;
        address referenceFeed;
    }

    /// @notice Stores terms that passed `TermsCheck`.
    /// @param states How many states their vocabulary names.
    function store(Stored storage self, Terms calldata terms, uint8 states) internal {
        self.vocabulary = SSTORE2.write(terms.vocabulary);
        self.vocabularyHash = keccak256(terms.vocabulary);
        self.states = states;
        self.anchor = terms.anchor;
        self.periodLength = terms.periodLength;
        self.settleDelay = terms.settleDelay;
        self.staleAfter = terms.staleAfter;
        self.fallbackAfter = terms.fallbackAfter;
        self.minMultiplier = terms.minMultiplier;
        self.maxMultiplier = terms.maxMultiplier;
        self.presetMultiplier = terms.preset.multiplier;
        self.presetState = terms.preset.state;
        self.presetTraits = terms.preset.traits;
        self.presetReading = terms.preset.reading;
        self.transitions = terms.transitions;
        self.promptDigest = terms.promptDigest;
        self.sourceHash = terms.sourceHash;
        self.referenceFeed = terms.referenceFeed;
        self.banded = terms.referenceFeed != address(0);
        self.maxDeviation = terms.maxDeviation;
        self.referenceShift = terms.referenceShift;
    }

    /// @notice The terms as they were registered.
    function load(Stored storage self) internal view returns (Terms memory terms) {
        terms.sourceHash = self.sourceHash;
        terms.promptDigest = self.promptDigest;
        terms.vocabulary = SSTORE2.read(self.vocabulary);
        terms.anchor = self.anchor;
        terms.periodLength = self.periodLength;
        terms.settleDelay = self.settleDelay;
        terms.staleAfter = self.staleAfter;
        terms.fallbackAfter = self.fallbackAfter;
        terms.transitions = self.transitions;
        terms.minMultiplier = self.minMultiplier;
        terms.maxMultiplier = self.maxMultiplier;
        terms.preset = Preset(self.presetState, self.presetTraits, self.presetReading, self.presetMultiplier);
        terms.referenceFeed = self.referenceFeed;
        terms.maxDeviation = self.maxDeviation;
        terms.referenceShift = self.referenceShift;
    }

    /// @notice The times of the terms.
    function schedule(Stored storage self) internal view returns (Schedule memory times) {
        (times, ) = scheduleAndBand(self);
    }

    /// @notice The times of the terms, and whether they have a reference feed: all that a request needs, read at once. Bit positions are the compiler's,
    /// from the least significant bit in the order of the fields.
    function scheduleAndBand(Stored storage self) internal view returns (Schedule memory times, bool banded) {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(self.slot)
        }
        times.anchor = uint40(word);
        times.periodLength = uint32(word >> 40);
        times.settleDelay = uint32(word >> 72);
        times.staleAfter = uint16(word >> 104);
        times.fallbackAfter = uint16(word >> 120);
        banded = uint8(word >> 152) != 0;
    }
}
