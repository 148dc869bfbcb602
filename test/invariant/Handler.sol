// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {FunctionsResponse} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsResponse.sol";

import {FunctionsConsumer} from "../../contracts/consumers/FunctionsConsumer.sol";
import {LineConfig, LineStatus, Phase} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Ask, Terms} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {vm} from "../helpers/Vm.sol";
import {Answers} from "./Answers.sol";
import {Don} from "./Don.sol";
import {Ghost} from "./Ghost.sol";

/// @notice Everything that can happen, drawn at random: time, performers and strangers with any gas and price, honest and lying answers, late, twice,
/// timed out, an empty subscription, curators at work, confirmation on and off.
contract Handler is Ghost {
    address private constant PERFORMER = address(uint160(0xbeef));
    uint256 private constant MOST_OPEN = 24;
    uint64 private constant MAX_GAS_PRICE = 50 gwei;

    Don public don;
    uint64 private _full;
    uint64 private _empty;
    FunctionsResponse.Commitment[] private _open;
    FunctionsResponse.Commitment private _answered;
    mapping(uint32 program => bytes) private _candidate;

    /// @notice Takes over contracts whose admin it is. Once: a second call does nothing.
    function begin(Don don_, EvolutionLedger ledger_, FunctionsConsumer consumer_) external {
        if (address(don) != address(0)) return;
        (don, ledger, consumer, time) = (don_, ledger_, consumer_, block.timestamp);
        ledger.setConsumer(address(consumer), true);
        consumer.setPerformer(PERFORMER, true);
        consumer.storeSource("source");
        _full = don.subscribe(address(consumer), 1e24);
        _empty = don.subscribe(address(consumer), 0);
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            Terms memory terms = SampleTerms.terms();
            rules[p] = Rules(terms.staleAfter, terms.fallbackAfter, terms.preset.multiplier);
            ledger.registerProgram(terms);
            _configure(p, _full, p == 2);
        }
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
        vm.prank(PERFORMER);
        _perform(seed, 5_000_000);
    }

    function performAsStranger(uint256 seed, uint256 gas_) external watched {
        (seed, gas_) = (_mixed(seed), _mixed(gas_));
        uint256 price = (seed >> 8) % 80 gwei;
        vm.txGasPrice(price);
        LineStatus[3] memory before;
        for (uint32 p = 1; p <= PROGRAMS; ++p) before[p] = consumer.lineOf(p);
        vm.prank(address(uint160(0x1000 + (seed % 5))));
        bool performed = _perform(seed, 30_000 + (gas_ % 1_500_000));
        for (uint32 p = 1; p <= PROGRAMS; ++p) _checkStranger(p, before[p], performed, price);
    }

    function _checkStranger(uint32 program, LineStatus memory before, bool performed, uint256 price) private {
        LineStatus memory now_ = consumer.lineOf(program);
        bool sent = now_.tag != before.tag;
        if (now_.period == before.period) {
            _require(now_.attempts == before.attempts && now_.retryAt == before.retryAt, Law.StrangersSpendNothing);
        } else {
            _require(now_.attempts == 0 && sent, Law.StrangersSpendNothing);
        }
        if (sent) _require(performed && price <= MAX_GAS_PRICE && now_.pending, Law.StrangersSpendNothing);
        else _require(keccak256(abi.encode(now_)) == keccak256(abi.encode(before)), Law.StrangersSpendNothing);
    }

    function _perform(uint256 seed, uint256 gas_) private returns (bool performed) {
        uint32[] memory asks = new uint32[](1 + (seed % 3));
        for (uint256 i = 0; i < asks.length; ++i) asks[i] = uint32(((seed >> 16) + i) % (PROGRAMS + 2));
        uint32[] memory announcements = new uint32[](seed % 2);
        if (announcements.length == 1) announcements[0] = uint32(1 + ((seed >> 32) % PROGRAMS));
        bytes memory call_ = abi.encodeCall(consumer.performUpkeep, (abi.encode(asks, announcements)));
        vm.recordLogs();
        (performed, ) = address(consumer).call{gas: gas_}(call_);
        FunctionsResponse.Commitment[] memory made = don.requestsIn(vm.getRecordedLogs());
        uint256 sent;
        for (uint256 i = 0; i < made.length; ++i) {
            // The runner records the logs of reverted calls, too.
            if (_programOf(made[i].requestId) == 0) continue;
            ++sent;
            if (_open.length == MOST_OPEN) _drop(seed % MOST_OPEN);
            _open.push(made[i]);
        }
        _checkPending(sent);
    }

    /// @dev A new request may stand in the place of an expired one or of a stranger's, and of no other.
    function _checkPending(uint256 sent) private {
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            LineStatus memory before = _lineBefore[p];
            LineStatus memory now_ = consumer.lineOf(p);
            if (now_.tag == before.tag || !before.pending || !now_.pending) continue;
            _require(time >= uint256(before.sentAt) + 300 || before.byStranger, Law.OnePending);
        }
        _require(sent <= PROGRAMS, Law.OnePending);
    }

    /// @dev A day as it should be, so that histories grow while all else goes wrong.
    function honestRound(uint256 seed) external watched {
        seed = _mixed(seed);
        _pass(DAY - ((time - SampleTerms.SETTLE_DELAY) % DAY));
        vm.txGasPrice(2 gwei);
        vm.prank(PERFORMER);
        if (_perform(seed, 5_000_000)) _answer(0, (seed << 16) | (uint256(1 + ((seed >> 8) % 11)) << 240) | 1);
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

    function answerTwice(uint256 seed) external watched {
        seed = _mixed(seed);
        if (_answered.requestId == 0) return;
        uint32 program = uint32(1 + (seed % PROGRAMS));
        bytes32 before = _fingerprint();
        don.answer(_answered, _compose(program, seed), "");
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
        vm.txGasPrice(1 gwei);
        vm.recordLogs();
        don.answer(commitment, result, err);
        _require(!don.callbackFailed(vm.getRecordedLogs()), Law.CallbackNeverFails);
        if (program == 0) {
            _require(_fingerprint() == before, Law.OnlyThePendingCounts);
            return;
        }
        LineStatus memory line = _lineBefore[program];
        bool grew = ledger.statusOf(program).evolutions == _known(program) + 1;
        if (grew) {
            (, , bytes32 digest, ) = abi.decode(result, (uint256, uint256, bytes32, bytes32));
            _require(ledger.contentDigestAt(program, _known(program)) == digest, Law.DocumentsRebuild);
            bool repeated = line.phase == Phase.Candidate && keccak256(result) == keccak256(_candidate[program]);
            _require(line.phase == Phase.Plain || repeated, Law.ConfirmationHolds);
        }
        if (line.phase == Phase.First) _candidate[program] = result;
    }

    function _compose(uint32 program, uint256 seed) private view returns (bytes memory) {
        Ask memory ask = ledger.ask(program);
        uint256 kind = (seed >> 240) % 16;
        if (kind < 6 && consumer.lineOf(program).phase == Phase.Candidate) return _candidate[program];
        if (kind < 9) return Answers.evolve(program, ask, seed);
        if (kind < 12) return Answers.hold(program, ask, seed);
        if (kind < 14) return Answers.flipped(Answers.evolve(program, ask, seed), seed >> 128);
        return Answers.noise(seed);
    }

    /* CURATING */

    function curate(uint256 seed) external watched {
        seed = _mixed(seed);
        uint32 program = uint32(1 + (seed % PROGRAMS));
        uint256 choice = (seed >> 8) % 12;
        bool confirm = program == 2;
        if (choice < 2) ledger.pause(program);
        else if (choice < 6) ledger.unpause(program);
        else if (choice < 7) _configure(program, _empty, confirm);
        else if (choice < 10) _configure(program, _full, confirm);
        else _update(program, seed >> 16, confirm);
    }

    function announce(uint256 seed, uint256 gas_) external watched {
        (seed, gas_) = (_mixed(seed), _mixed(gas_));
        uint32 program = uint32(1 + (seed % PROGRAMS));
        (bool announced, ) = address(ledger).call{gas: 10_000 + (gas_ % 200_000)}(
            abi.encodeCall(ledger.announce, (program))
        );
        if (announced) _require(!ledger.announcementDue(program), Law.OnlyThePendingCounts);
    }

    function _update(uint32 program, uint256 seed, bool confirm) private {
        Terms memory terms = SampleTerms.terms();
        terms.staleAfter = uint16(1 + (seed % 3));
        terms.fallbackAfter = uint16(terms.staleAfter + 1 + ((seed >> 8) % 6));
        terms.preset.multiplier = uint16(5_000 + ((seed >> 16) % 5_000));
        rules[program] = Rules(terms.staleAfter, terms.fallbackAfter, terms.preset.multiplier);
        ledger.updateProgram(program, terms);
        _configure(program, _full, confirm);
    }

    function _configure(uint32 program, uint64 subscription, bool confirm) private {
        bytes32 source = keccak256("source");
        consumer.configure(
            program,
            LineConfig({
                sourceHash: source,
                subscriptionId: subscription,
                maxGasPrice: MAX_GAS_PRICE,
                requestTimeout: 300,
                backoff: 600,
                grace: 3_600,
                maxAttempts: 3,
                confirm: confirm
            })
        );
    }

    /* PARTS */

    /// @dev The runner draws small and round numbers most of the time; their high bits, which choose here, would always be zero.
    function _mixed(uint256 seed) private view returns (uint256) {
        return uint256(keccak256(abi.encode(seed, calls)));
    }

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
