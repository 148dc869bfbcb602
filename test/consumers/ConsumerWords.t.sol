// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LineConfig, LineStatus, Phase} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {Line, LineWord} from "../../contracts/consumers/LineWord.sol";
import {Pending} from "../../contracts/consumers/PendingWord.sol";
import {PerformData} from "../../contracts/consumers/PerformData.sol";

/// @notice The consumer's packed words give back what went in, and a change of one field leaves the others alone.
contract ConsumerWordsTest {
    function testFuzz_ALineGivesBackItsFields(
        uint32 firstChunk,
        uint8 chunks,
        LineConfig calldata config,
        uint16 version,
        bool secrets,
        bool signals
    ) public pure {
        Line before = Line.wrap(0).withSecrets(secrets).withSignals(!signals);
        Line line = LineWord.pack(firstChunk, chunks, config, version, before);
        require(line.secrets() == secrets && line.signals() == !signals, "what stays");
        line = line.withSecrets(!secrets).withSignals(signals);
        require(line.firstChunk() == firstChunk && line.chunks() == chunks, "chunks");
        require(line.subscriptionId() == config.subscriptionId, "subscription");
        require(line.requestTimeout() == config.requestTimeout, "timeout");
        require(line.backoff() == config.backoff && line.grace() == config.grace, "times");
        require(line.maxAttempts() == config.maxAttempts && line.confirm() == config.confirm, "attempts");
        require(line.version() == version, "version");
        require(line.secrets() == !secrets && line.signals() == signals, "secrets and signals");
    }

    function testFuzz_APeriodBeginsWithNothingPending(uint256 word, uint40 period) public pure {
        Pending old = _pending(word);
        LineStatus memory expected = old.status();
        (expected.pending, expected.tag, expected.period, expected.retryAt) = (false, 0, period, 0);
        (expected.attempts, expected.publicAttempts, expected.confirmAttempts) = (0, 0, 0);
        expected.phase = Phase.Plain;
        _same(old.inPeriod(period), expected);
    }

    function testFuzz_APhaseBeginsWithoutAttempts(uint256 word, uint8 phase) public pure {
        Pending old = _pending(word);
        LineStatus memory expected = old.status();
        (expected.phase, expected.confirmAttempts) = (Phase(phase % 3), 0);
        _same(old.inPhase(Phase(phase % 3)), expected);
        require(old.inPhase(Phase(phase % 3)).isCandidate() == (phase % 3 == 2), "candidate");
    }

    function testFuzz_AttemptsCount(uint256 word, bool confirming, uint40 retryAt) public pure {
        Pending old = _pending(word);
        LineStatus memory expected = old.status();
        if (confirming) ++expected.confirmAttempts;
        else ++expected.attempts;
        // A confirmation puts the next attempt off, never nearer.
        if (!confirming || retryAt > expected.retryAt) expected.retryAt = retryAt;
        _same(old.attempted(confirming, retryAt), expected);
        expected = old.status();
        ++expected.publicAttempts;
        _same(old.attemptedByStranger(), expected);
    }

    function testFuzz_SentAndAnswered(uint256 word, bytes32 requestId, uint40 time, bool byStranger) public pure {
        Pending old = _pending(word);
        LineStatus memory expected = old.status();
        (expected.tag, expected.sentAt, expected.byStranger) = (uint96(uint256(requestId)), time, byStranger);
        expected.pending = expected.tag != 0;
        Pending sent = old.sent(requestId, time, byStranger);
        _same(sent, expected);
        (expected.pending, expected.tag) = (false, 0);
        _same(sent.answered(), expected);
    }

    function testFuzz_PerformDataIsReadAsTheCompilerReadsIt(
        uint32[] calldata ask,
        uint32[] calldata announce
    ) public view {
        (uint32[] memory first, uint32[] memory second) = this.lists(abi.encode(ask, announce));
        require(keccak256(abi.encode(first, second)) == keccak256(abi.encode(ask, announce)), "other lists");
    }

    /// @dev What the compiler's decoder refuses is refused, and what it takes is read alike.
    function testFuzz_MalformedPerformDataIsRefused(
        uint8 firstAt,
        uint8 secondAt,
        uint8 length,
        bytes calldata tail
    ) public {
        bytes memory data = abi.encodePacked(uint256(firstAt), uint256(secondAt), uint256(length), tail);
        (bool read, bytes memory lists_) = address(this).call(abi.encodeCall(this.lists, (data)));
        (bool decoded, bytes memory expected) = address(this).call(abi.encodeCall(this.decode, (data)));
        require(read == decoded, "one of the two refused");
        require(!read || keccak256(lists_) == keccak256(expected), "other lists");
    }

    function lists(bytes calldata data) external pure returns (uint32[] memory, uint32[] memory) {
        return (PerformData.list(data, 0), PerformData.list(data, 1));
    }

    function decode(bytes calldata data) external pure returns (uint32[] memory, uint32[] memory) {
        return abi.decode(data, (uint32[], uint32[]));
    }

    /// @dev A word as it can occur: a phase that exists, no counter at its end.
    function _pending(uint256 word) private pure returns (Pending) {
        uint256 counters = (uint256(0x7f) << 216) | (uint256(0x7f) << 224) | (uint256(0x7f) << 248);
        uint256 rest = type(uint216).max | (uint256(1) << 232);
        return Pending.wrap((word & (counters | rest)) | ((word % 3) << 240));
    }

    function _same(Pending p, LineStatus memory expected) private pure {
        require(keccak256(abi.encode(p.status())) == keccak256(abi.encode(expected)), "fields differ");
    }
}
