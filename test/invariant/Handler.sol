// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {FunctionsResponse} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsResponse.sol";

import {FunctionsConsumer} from "../../contracts/consumers/FunctionsConsumer.sol";
import {IFunctionsConsumer, LineStatus, Phase} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Ask, Evolution, Status} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {Vm, vm} from "../helpers/Vm.sol";
import {Answers} from "./Answers.sol";
import {Don} from "./Don.sol";
import {Signalling} from "./Signalling.sol";

/// @notice Everything that can happen, drawn at random: time, performers and strangers with any gas and price, honest and lying answers, late, twice,
/// timed out, an empty subscription, curators at work, holders who signal, listeners that burn their gas, a second consumer that lies.
contract Handler is Signalling {
    address private constant PERFORMER = address(uint160(0xbeef));
    uint256 private constant MOST_OPEN = 24;
    uint32 private constant CALLBACK_GAS = 200_000;

    FunctionsResponse.Commitment[] private _open;
    FunctionsResponse.Commitment private _answered;
    mapping(uint32 program => bytes) private _candidate;

    /// @notice Takes over contracts whose admin it is. Once: a second call does nothing.
    function begin(Don don_, EvolutionLedger ledger_, FunctionsConsumer consumer_) external {
        if (address(don) != address(0)) return;
        (don, ledger, consumer, time) = (don_, ledger_, consumer_, block.timestamp);
        ledger.setConsumer(address(consumer), true);
        ledger.setConsumer(address(this), true);
        consumer.setPerformer(PERFORMER, true);
        consumer.storeSource("source");
        _register();
        _beHeard();
    }

    /* TIME */

    function wait_(uint256 seed) external watched {
        seed = _mixed(seed);
        _pass(
            seed % 3 == 0
                ? seed % 400
                : seed % 7 == 0
                    ? seed % (12 * DAY)
                    : seed % DAY
        );
    }

    function untilDue(uint256 late) external watched {
        uint256 since = (time - SampleTerms.SETTLE_DELAY) % DAY;
        _pass(DAY - since + (late % 4 == 0 ? late % 7_200 : late % 60));
    }

    /* ASKING */

    function perform(uint256 seed) external watched {
        seed = _mixed(seed);
        vm.txGasPrice(1 gwei + ((seed >> 8) % 20 gwei));
        _perform(true, _asks(seed), seed, 5_000_000);
    }

    function performAsStranger(uint256 seed, uint256 gas_) external watched {
        (seed, gas_) = (_mixed(seed), _mixed(gas_));
        vm.txGasPrice((seed >> 8) % 80 gwei);
        _perform(false, _asks(seed), seed, 30_000 + (gas_ % 1_500_000));
    }

    /// @notice Somebody asks for one program more often than is allowed, each time from the moment on at which it may be, or a second before;
    /// performers half of the time with an empty subscription.
    function insist(uint256 seed) external watched {
        seed = _mixed(seed);
        bool performer = (seed >> 8) % 3 == 0;
        uint32[] memory asks = new uint32[](1);
        asks[0] = uint32(1 + (seed % PROGRAMS));
        if (!ledger.ask(asks[0]).due) return;
        if (performer && (seed >> 12) % 2 == 0) _configure(asks[0], _empty, asks[0] == 2);
        vm.txGasPrice(2 gwei);
        for (uint256 i = 0; i < MAX_ATTEMPTS + 2; ++i) {
            seed >>= 16;
            uint256 moment = _allowedAt(consumer.lineOf(asks[0]), performer);
            if (moment > time) _pass(moment - time - (seed % 2));
            _perform(performer, asks, seed, 2_000_000);
        }
        _configure(asks[0], _full, asks[0] == 2);
    }

    function _asks(uint256 seed) private pure returns (uint32[] memory asks) {
        asks = new uint32[](1 + (seed % 3));
        for (uint256 i = 0; i < asks.length; ++i) asks[i] = uint32((seed >> (16 + 8 * i)) % (PROGRAMS + 2));
    }

    function _perform(
        bool performer,
        uint32[] memory asks,
        uint256 seed,
        uint256 gas_
    ) private returns (bool performed) {
        uint32[] memory announcements = new uint32[](seed % 2);
        if (announcements.length == 1) announcements[0] = uint32(1 + ((seed >> 48) % PROGRAMS));
        bytes memory call_ = abi.encodeCall(consumer.performUpkeep, (abi.encode(asks, announcements)));
        _rememberLines();
        _checkCarried();
        uint256 taken = _taken();
        vm.recordLogs();
        vm.prank(performer ? PERFORMER : address(uint160(0x1000 + (seed % 5))));
        (performed, ) = address(consumer).call{gas: gas_}(call_);
        _keep(don.requestsIn(vm.getRecordedLogs()), seed);
        _checkLines(performer, _taken() - taken);
    }

    /// @dev How many requests the router has taken from the consumer.
    function _taken() private view returns (uint256) {
        return don.requestsOf(address(consumer), _full) + don.requestsOf(address(consumer), _empty);
    }

    function _keep(FunctionsResponse.Commitment[] memory made, uint256 seed) private {
        for (uint256 i = 0; i < made.length; ++i) {
            // The runner records the logs of reverted calls, too.
            if (_programOf(made[i].requestId) == 0) continue;
            _require(made[i].callbackGasLimit <= CALLBACK_GAS, Law.CallbackNeverFails);
            if (_open.length == MOST_OPEN) _drop(seed % MOST_OPEN);
            _open.push(made[i]);
        }
    }

    /// @dev A day as it should be, so that histories grow while all else goes wrong.
    function honestRound(uint256 seed) external watched {
        seed = _mixed(seed);
        _pass(DAY - ((time - SampleTerms.SETTLE_DELAY) % DAY));
        vm.txGasPrice(2 gwei);
        if (_perform(true, _asks(seed), seed, 5_000_000))
            _answer(1, (seed << 16) | (uint256(1 + ((seed >> 8) % 11)) << 240) | 1);
    }

    /* ANSWERING */

    function answer(uint256 which, uint256 seed) external watched {
        (which, seed) = (_mixed(which), _mixed(seed));
        _answer(which, seed);
    }

    function _answer(uint256 which, uint256 seed) private {
        if (_open.length == 0) return;
        uint256 index = which % 4 == 0 ? which % _open.length : _open.length - 1;
        FunctionsResponse.Commitment memory commitment = _open[index];
        uint32 program = _programOf(commitment.requestId);
        bytes memory err = seed % 11 == 0 ? bytes("FEED_QUORUM:none,none,none") : bytes("");
        uint32 named = seed % 23 == 0 || program == 0 ? uint32(1 + ((seed >> 250) % PROGRAMS)) : program;
        bytes memory result = err.length != 0 ? bytes("") : _compose(named, seed);
        _deliver(commitment, program, result, err);
        _answered = commitment;
        _drop(index);
    }

    /// @notice The production router refuses a second answer; half of the time one stands in for it that does not.
    function answerTwice(uint256 seed) external watched {
        seed = _mixed(seed);
        if (_answered.requestId == 0) return;
        bytes memory result = _compose(uint32(1 + (seed % PROGRAMS)), seed);
        bytes32 before = _fingerprint();
        if ((seed >> 8) % 2 == 0) {
            don.answer(_answered, result, "");
        } else {
            vm.prank(address(don.ROUTER()));
            consumer.handleOracleFulfillment(_answered.requestId, result, "");
        }
        _require(_fingerprint() == before, Law.OnlyThePendingCounts);
    }

    function timeOut(uint256 seed) external watched {
        seed = _mixed(seed);
        if (_open.length == 0) return;
        uint256 index = seed % _open.length;
        if (time < _open[index].timeoutTimestamp) return;
        FunctionsResponse.Commitment[] memory late = new FunctionsResponse.Commitment[](1);
        late[0] = _open[index];
        // The event states the operation fee where the router's own copy has zero.
        late[0].adminFee = 0;
        don.ROUTER().timeoutRequests(late);
        _drop(index);
    }

    function _deliver(
        FunctionsResponse.Commitment memory commitment,
        uint32 program,
        bytes memory result,
        bytes memory err
    ) private {
        bytes32 before = _fingerprint();
        LineStatus memory line = consumer.lineOf(program);
        vm.txGasPrice(1 gwei);
        vm.recordLogs();
        don.answer(commitment, result, err);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        _require(!don.callbackFailed(logs) && !_ledgerFailed(logs), Law.CallbackNeverFails);
        if (program == 0) {
            _require(_fingerprint() == before, Law.OnlyThePendingCounts);
            return;
        }
        _checkDelivered(program, line, result);
    }

    /// @dev What an answer to the pending request has changed.
    function _checkDelivered(uint32 program, LineStatus memory line, bytes memory result) private {
        Status memory status = ledger.statusOf(program);
        uint256 known = _known(program);
        if (status.evolutions == known + 1) {
            (, , bytes32 digest, ) = abi.decode(result, (uint256, uint256, bytes32, bytes32));
            _require(ledger.contentDigestAt(program, known) == digest, Law.DocumentsRebuild);
            bool repeated = line.phase == Phase.Candidate && keccak256(result) == keccak256(_candidate[program]);
            _require(line.phase == Phase.Plain || repeated, Law.ConfirmationHolds);
        } else if (status.settledPeriod != _settledBefore[program]) {
            (, int256 reading, , ) = abi.decode(result, (uint256, int256, bytes32, bytes32));
            Evolution memory last = ledger.evolutionAt(program, known - 1);
            _require(last.reading == reading && last.version == rules[program].version, Law.WithinTerms);
        }
        bool settled = status.settledPeriod != _settledBefore[program];
        _require(!settled || status.settledPeriod == line.period, Law.OnlyThePendingCounts);
        if (line.phase == Phase.First) _candidate[program] = result;
    }

    function _ledgerFailed(Vm.Log[] memory logs) private pure returns (bool) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IFunctionsConsumer.LedgerFailed.selector) return true;
        }
        return false;
    }

    /// @notice The ledger believes no consumer: this one settles without a request, for a period that is settled or not due yet.
    function settleUnasked(uint256 seed) external watched {
        seed = _mixed(seed);
        uint32 program = uint32(1 + (seed % PROGRAMS));
        Ask memory ask = ledger.ask(program);
        ask.period = (seed >> 8) % 2 == 0 ? ledger.statusOf(program).settledPeriod : ask.period + 1;
        bytes memory result = Answers.evolve(program, ask, rules[program].promptDigest, seed);
        // Bounded like a callback, so that a listener cannot burn for ever.
        try ledger.settle{gas: CALLBACK_GAS}(program, ask.period, result) {} catch {
            _require(false, Law.CallbackNeverFails);
        }
    }

    function _compose(uint32 program, uint256 seed) private view returns (bytes memory) {
        Ask memory ask = ledger.ask(program);
        uint256 kind = (seed >> 240) % 16;
        if (kind < 6 && consumer.lineOf(program).phase == Phase.Candidate) return _candidate[program];
        bytes32 prompt = rules[program].promptDigest;
        if (kind < 9) return Answers.evolve(program, ask, prompt, seed);
        if (kind < 12) return Answers.hold(program, ask, prompt, seed);
        if (kind < 14) return Answers.flipped(Answers.evolve(program, ask, prompt, seed), seed >> 128);
        return Answers.noise(seed);
    }

    /* PARTS */

    /// @dev The program whose pending request this is, zero if none's.
    function _programOf(bytes32 requestId) private view returns (uint32) {
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            if (consumer.lineOf(p).tag == uint96(uint256(requestId))) return p;
        }
        return 0;
    }

    function _fingerprint() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ledger.statusOf(1),
                    ledger.statusOf(2),
                    ledger.ask(1),
                    ledger.ask(2),
                    consumer.lineOf(1),
                    consumer.lineOf(2)
                )
            );
    }

    function _drop(uint256 index) private {
        _open[index] = _open[_open.length - 1];
        _open.pop();
    }
}
