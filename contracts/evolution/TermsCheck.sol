// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Decider, Reason, Terms} from "./ProgramTypes.sol";
import {ContentDocument} from "../content/ContentDocument.sol";
import {VocabularyCheck} from "../content/VocabularyCheck.sol";

/// @title The checks that terms must pass before they are registered
/// @notice A library with an external function, deployed once and linked: it runs at registration only and would not fit into the ledger.
library TermsCheck {
    /// @notice The terms contradict themselves; `field` names the first that does.
    error TermsInvalid(bytes32 field);

    /// @dev A period shorter than a DON needs to answer would never settle.
    uint32 private constant MIN_PERIOD = 10 minutes;
    /// @dev Keeps every second of the ladder within uint40.
    uint256 private constant MAX_LADDER = 1000 * 365 days;
    uint16 private constant MAX_DEVIATION = 10_000;
    /// @dev Powers of ten beyond 30 would overflow an int128 reading anyway.
    int8 private constant MAX_SHIFT = 30;

    /// @notice Reverts with `TermsInvalid(field)` or a vocabulary error unless the terms hold together.
    /// @return states How many states their vocabulary names.
    function check(Terms calldata terms) external view returns (uint8 states) {
        uint64 traitBits;
        (states, traitBits) = VocabularyCheck.validate(terms.vocabulary);
        _check(terms, states, traitBits);
    }

    function _check(Terms calldata terms, uint8 states, uint64 traitBits) private view {
        if (terms.sourceHash == 0) revert TermsInvalid("sourceHash");
        if (terms.promptDigest == 0) revert TermsInvalid("promptDigest");
        _checkSchedule(terms);
        if (terms.minMultiplier > terms.maxMultiplier) revert TermsInvalid("minMultiplier");
        _checkPreset(terms, states, traitBits);
        _checkTransitions(terms.transitions, states, terms.preset.state);
        _checkReference(terms);
    }

    function _checkSchedule(Terms calldata terms) private view {
        if (terms.anchor > block.timestamp) revert TermsInvalid("anchor");
        if (terms.periodLength < MIN_PERIOD) revert TermsInvalid("periodLength");
        if (terms.staleAfter == 0) revert TermsInvalid("staleAfter");
        if (terms.fallbackAfter <= terms.staleAfter) revert TermsInvalid("fallbackAfter");
        if (terms.settleDelay + uint256(terms.periodLength) * terms.fallbackAfter > MAX_LADDER) {
            revert TermsInvalid("fallbackAfter");
        }
    }

    function _checkPreset(Terms calldata terms, uint8 states, uint64 traitBits) private pure {
        if (terms.preset.multiplier > terms.maxMultiplier) revert TermsInvalid("preset.multiplier");
        if (terms.preset.state >= states) revert TermsInvalid("preset.state");
        if (terms.preset.traits & ~traitBits != 0 || !_documented(terms)) revert TermsInvalid("preset.traits");
    }

    function _checkReference(Terms calldata terms) private pure {
        if (terms.maxDeviation > MAX_DEVIATION || (terms.maxDeviation == 0) != (terms.referenceFeed == address(0))) {
            revert TermsInvalid("maxDeviation");
        }
        if (terms.referenceShift > MAX_SHIFT || terms.referenceShift < -MAX_SHIFT) {
            revert TermsInvalid("referenceShift");
        }
    }

    /// @dev The preset must have a name for everything it shows, which is what a document of it needs, too.
    function _documented(Terms calldata terms) private pure returns (bool) {
        (Reason reason, ) = ContentDocument.tryBuild(
            terms.vocabulary,
            ContentDocument.Fields({
                decider: uint8(Decider.Rules),
                state: terms.preset.state,
                traits: terms.preset.traits,
                multiplier: terms.preset.multiplier,
                period: 0,
                periodEnd: 0,
                reading: terms.preset.reading,
                promptDigest: terms.promptDigest
            })
        );
        return reason == Reason.None;
    }

    /// @dev Moves lead to existing states only, and every state can be reached from the preset.
    function _checkTransitions(uint256 transitions, uint256 states, uint256 start) private pure {
        uint256 existing = (1 << states) - 1;
        uint256 reached = 1 << start;
        uint256 rest = transitions;
        for (uint256 from = 0; from < 16; ++from) {
            uint256 row = rest & 0xffff;
            rest >>= 16;
            if (row & ~existing != 0 || (from >= states && row != 0)) {
                revert TermsInvalid("transitions");
            }
        }
        for (uint256 round = 1; round < states; ++round) {
            for (uint256 from = 0; from < states; ++from) {
                if ((reached >> from) & 1 == 1) reached |= (transitions >> (16 * from)) & 0xffff;
            }
        }
        if (reached != existing) revert TermsInvalid("transitions");
    }
}
