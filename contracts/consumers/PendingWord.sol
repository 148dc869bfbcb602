// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LineStatus, Phase} from "./IFunctionsConsumer.sol";

/// @notice All of a line that changes with a request, in one word.
type Pending is uint256;

using PendingWord for Pending global;

/// @title Layout of a pending request's word
/// @notice Like LineWord. From the least significant bit: tag u96, period u40, sent at u40, retry at u40, attempts u8, public attempts u8, by a stranger
/// u8, phase u8, confirmation attempts u8. The tag is zero when nothing is pending; 96 bits of a request id are enough, for a stranger would have to
/// find a second preimage among the ids of this very consumer.
library PendingWord {
    uint256 private constant TAG = type(uint96).max;
    uint256 private constant SENT_AT = uint256(type(uint40).max) << 136;
    uint256 private constant RETRY_AT = uint256(type(uint40).max) << 176;
    uint256 private constant ATTEMPT = 1 << 216;
    uint256 private constant PUBLIC_ATTEMPT = 1 << 224;
    uint256 private constant BY_STRANGER = 1 << 232;
    /// @dev Phase and confirmation attempts, the last two bytes.
    uint256 private constant ROUND = uint256(type(uint16).max) << 240;
    uint256 private constant CONFIRM_ATTEMPT = 1 << 248;

    /* READING */

    function tag(Pending p) internal pure returns (uint96) {
        return uint96(Pending.unwrap(p));
    }

    function period(Pending p) internal pure returns (uint40) {
        return uint40(Pending.unwrap(p) >> 96);
    }

    function sentAt(Pending p) internal pure returns (uint40) {
        return uint40(Pending.unwrap(p) >> 136);
    }

    function retryAt(Pending p) internal pure returns (uint40) {
        return uint40(Pending.unwrap(p) >> 176);
    }

    function attempts(Pending p) internal pure returns (uint8) {
        return uint8(Pending.unwrap(p) >> 216);
    }

    function publicAttempts(Pending p) internal pure returns (uint8) {
        return uint8(Pending.unwrap(p) >> 224);
    }

    function byStranger(Pending p) internal pure returns (bool) {
        return Pending.unwrap(p) & BY_STRANGER != 0;
    }

    function phase(Pending p) internal pure returns (Phase) {
        return Phase(uint8(Pending.unwrap(p) >> 240));
    }

    /// @notice Whether the phase is `Candidate`.
    function isCandidate(Pending p) internal pure returns (bool) {
        return uint8(Pending.unwrap(p) >> 240) == uint8(Phase.Candidate);
    }

    function confirmAttempts(Pending p) internal pure returns (uint8) {
        return uint8(Pending.unwrap(p) >> 248);
    }

    /// @notice All of it by name.
    function status(Pending p) internal pure returns (LineStatus memory) {
        return
            LineStatus({
                pending: p.tag() != 0,
                byStranger: p.byStranger(),
                tag: p.tag(),
                period: p.period(),
                sentAt: p.sentAt(),
                retryAt: p.retryAt(),
                attempts: p.attempts(),
                publicAttempts: p.publicAttempts(),
                confirmAttempts: p.confirmAttempts(),
                phase: p.phase()
            });
    }

    /* CHANGING */

    /// @notice Begins a period: nothing pending, all counters zero. When and by whom the last request was sent stays.
    function inPeriod(Pending p, uint40 period_) internal pure returns (Pending) {
        return Pending.wrap((Pending.unwrap(p) & (SENT_AT | BY_STRANGER)) | (uint256(period_) << 96));
    }

    /// @notice Enters a phase, with no attempt at its confirmation yet.
    function inPhase(Pending p, Phase phase_) internal pure returns (Pending) {
        return Pending.wrap((Pending.unwrap(p) & ~ROUND) | (uint256(phase_) << 240));
    }

    /// @notice Counts a performer's attempt and sets the time of the next one; a confirmation never brings nearer what the attempts before it put off.
    /// Attempts are bounded, so that no counter can run over.
    function attempted(Pending p, bool confirming, uint256 retryAt_) internal pure returns (Pending) {
        if (confirming && retryAt_ < p.retryAt()) retryAt_ = p.retryAt();
        unchecked {
            uint256 counted = Pending.unwrap(p) + (confirming ? CONFIRM_ATTEMPT : ATTEMPT);
            return Pending.wrap((counted & ~RETRY_AT) | (uint256(uint40(retryAt_)) << 176));
        }
    }

    /// @notice Counts a stranger's attempt.
    function attemptedByStranger(Pending p) internal pure returns (Pending) {
        unchecked {
            return Pending.wrap(Pending.unwrap(p) + PUBLIC_ATTEMPT);
        }
    }

    /// @notice A request went out.
    function sent(Pending p, bytes32 requestId, uint256 time, bool byStranger_) internal pure returns (Pending) {
        uint256 word = Pending.unwrap(p) & ~(TAG | SENT_AT | BY_STRANGER);
        word |= (uint256(requestId) & TAG) | (uint256(uint40(time)) << 136);
        return Pending.wrap(byStranger_ ? word | BY_STRANGER : word);
    }

    /// @notice Its answer came.
    function answered(Pending p) internal pure returns (Pending) {
        return Pending.wrap(Pending.unwrap(p) & ~TAG);
    }
}
