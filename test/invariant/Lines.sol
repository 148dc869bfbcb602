// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LineStatus, Phase} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {Ghost} from "./Ghost.sol";

/// @notice What must stay true of the lines when somebody performs: who may ask when, and what it costs whom. It compares a line before a call with the
/// same line after it.
abstract contract Lines is Ghost {
    uint24 internal constant REQUEST_TIMEOUT = 300; // seconds
    uint24 internal constant BACKOFF = 600; // seconds
    uint24 internal constant GRACE = 3_600; // seconds
    uint8 internal constant MAX_ATTEMPTS = 3;
    uint64 internal constant MAX_GAS_PRICE = 50 gwei;

    mapping(uint32 program => LineStatus) private _lineBefore;

    function _rememberLines() internal {
        for (uint32 p = 1; p <= PROGRAMS; ++p) _lineBefore[p] = consumer.lineOf(p);
    }

    /// @dev Compares with the lines remembered.
    /// @param performer Whether the call came from a performer.
    /// @param taken How many requests the router took during the call.
    function _checkLines(bool performer, uint256 taken) internal {
        uint256 sent;
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            (LineStatus memory before, LineStatus memory now_) = (_lineBefore[p], consumer.lineOf(p));
            bool asked = now_.pending && now_.tag != before.tag;
            if (asked) {
                ++sent;
                _checkReplaced(before, performer);
            }
            if (!performer) _checkStranger(before, now_, asked);
            else if (!_isSame(before, now_)) _checkPerformer(before, now_);
        }
        // Every request that was taken is the pending one of its program.
        _require(sent == taken, Law.OnePending);
    }

    /// @dev A new request may stand in the place of none, of an expired one or, if a performer sends it, of a stranger's.
    function _checkReplaced(LineStatus memory before, bool performer) private {
        bool expired = time >= uint256(before.sentAt) + REQUEST_TIMEOUT;
        _require(!before.pending || expired || (performer && before.byStranger), Law.OnePending);
    }

    /// @dev A stranger sends a whole request or changes nothing.
    function _checkStranger(LineStatus memory before, LineStatus memory now_, bool asked) private {
        if (!asked) {
            _require(_isSame(before, now_), Law.StrangersSpendNothing);
            return;
        }
        bool newPeriod = now_.period != before.period;
        if (newPeriod) _require(now_.attempts == 0, Law.StrangersSpendNothing);
        else _require(now_.attempts == before.attempts && now_.retryAt == before.retryAt, Law.StrangersSpendNothing);
        _require(tx.gasprice <= MAX_GAS_PRICE, Law.StrangersSpendNothing);
        _require(time >= _dueAt(now_.period) + GRACE, Law.WaitsAreKept);
        if (now_.phase == Phase.Candidate) {
            bool uncounted =
                now_.confirmAttempts == before.confirmAttempts && now_.publicAttempts == before.publicAttempts;
            _require(uncounted, Law.StrangersSpendNothing);
            return;
        }
        uint256 earlier = newPeriod ? 0 : before.publicAttempts;
        bool waited = earlier == 0 || time >= before.sentAt + (uint256(BACKOFF) << (earlier - 1));
        _require(waited && now_.publicAttempts == earlier + 1 && earlier < MAX_ATTEMPTS, Law.WaitsAreKept);
    }

    /// @dev A performer's attempt counts, and doubles the wait for the next, whether or not a request went out.
    function _checkPerformer(LineStatus memory before, LineStatus memory now_) private {
        bool newPeriod = now_.period != before.period;
        bool confirming = now_.phase == Phase.Candidate;
        uint256 earlier =
            confirming
                ? before.confirmAttempts
                : newPeriod
                    ? 0
                    : before.attempts;
        uint256 counted = confirming ? now_.confirmAttempts : now_.attempts;
        uint256 retryAt = time + (uint256(BACKOFF) << earlier);
        if (confirming && retryAt < before.retryAt) retryAt = before.retryAt;
        bool waited = newPeriod || (confirming && earlier == 0) || time >= before.retryAt;
        _require(waited && counted == earlier + 1 && earlier < MAX_ATTEMPTS, Law.WaitsAreKept);
        _require(now_.retryAt == retryAt, Law.WaitsAreKept);
    }

    /// @dev The second from which on the next attempt of a period may be made.
    function _allowedAt(LineStatus memory line, bool performer) internal pure returns (uint256 moment) {
        uint256 expiry = line.pending ? uint256(line.sentAt) + REQUEST_TIMEOUT : 0;
        uint256 wait = line.publicAttempts == 0 ? 0 : uint256(BACKOFF) << (line.publicAttempts - 1);
        uint256 public_ = _later(_dueAt(line.period) + GRACE, line.sentAt + wait);
        return _later(expiry, performer ? line.retryAt : public_);
    }

    function _later(uint256 one, uint256 other) private pure returns (uint256) {
        return one > other ? one : other;
    }

    function _isSame(LineStatus memory one, LineStatus memory other) private pure returns (bool) {
        return keccak256(abi.encode(one)) == keccak256(abi.encode(other));
    }
}
