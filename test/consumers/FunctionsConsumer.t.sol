// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {FunctionsConsumer} from "../../contracts/consumers/FunctionsConsumer.sol";
import {LineConfig, LineStatus} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {EvolutionLedger} from "../../contracts/evolution/EvolutionLedger.sol";
import {Ask, Status} from "../../contracts/evolution/ProgramTypes.sol";
import {StubRouter} from "../../contracts/test/StubRouter.sol";
import {RandomVocabulary} from "../helpers/RandomVocabulary.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Properties of the consumer with this contract as admin and performer, and two programs. The router is a stub that numbers requests and
/// hands in callbacks; that the production router does the same is shown in FunctionsConsumer.test.ts.
contract FunctionsConsumerTest {
    uint40 private constant DAY = 86_400;
    uint40 private constant START = 20_000 * DAY;
    uint8 private constant MAX_ATTEMPTS = 3;
    address private constant STRANGER = address(0x5712a76e12);

    EvolutionLedger private ledger;
    FunctionsConsumer private consumer;
    StubRouter private router;

    /// @dev What the test knows of each program's requests, kept apart from the consumer's own words.
    mapping(uint32 program => bytes32) private waiting;
    mapping(uint32 program => mapping(uint40 period => uint256)) private sent;
    bytes32[] private made;

    function setUp() public {
        vm.warp(START);
        address authority = address(new AccessManager(address(this)));
        ledger = new EvolutionLedger(authority);
        router = new StubRouter();
        consumer = new FunctionsConsumer(authority, address(router), "don", ledger);
        ledger.setConsumer(address(consumer), true);
        consumer.setPerformer(address(this), true);
        consumer.storeSource("source");
        for (uint32 program = 1; program < 3; ++program) {
            ledger.registerProgram(SampleTerms.terms());
            consumer.configure(
                program,
                LineConfig({
                    sourceHash: keccak256("source"),
                    subscriptionId: 1,
                    maxGasPrice: 50 gwei,
                    requestTimeout: 300,
                    backoff: 600,
                    grace: 3_600,
                    maxAttempts: MAX_ATTEMPTS,
                    confirm: false
                })
            );
        }
        vm.warp(_due(20_000));
    }

    function testFuzz_AnyCallbackIsTakenWithoutARevert(bytes32 id, bytes memory response, bytes memory err) public {
        _perform(1, false);
        _deliver(id, _short(response), _short(err));
    }

    function testFuzz_AnyResponseToARequestIsTakenWithoutARevert(bytes memory response, bytes memory err) public {
        _perform(1, false);
        _deliver(waiting[1], _short(response), _short(err));
    }

    function testFuzz_AMutatedAnswerIsTakenWithoutARevert(uint256 seed, bool known) public {
        _perform(1, false);
        _perform(2, false);
        bytes memory valid = SampleTerms.evolve(1 + uint32(seed % 2), 20_000, 1, uint64(seed % 3), 120, 10_000);
        bytes32 id = known ? waiting[1] : keccak256(abi.encode(seed));
        _deliver(id, RandomVocabulary.mutate(valid, seed), "");
        _deliver(waiting[2], RandomVocabulary.mutate(valid, seed >> 8), "");
    }

    function testFuzz_OnlyTheWholeTagCounts(uint256 bit) public {
        _perform(1, false);
        bytes32 id = waiting[1];
        bytes memory valid = SampleTerms.evolve(1, 20_000, 1, 0, 120, 10_000);
        // Of the id's 256 bits the low 96 are kept: another bit there is another request.
        _deliver(id ^ bytes32(1 << (bit % 96)), valid, "");
        _deliver(bytes32(0), valid, "");
        require(ledger.statusOf(1).evolutions == 0, "taken for another request");
        _deliver(id, valid, "");
        require(ledger.statusOf(1).evolutions == 1, "the request itself");
    }

    /// @dev A free line keeps the period of its last request, for which a valid answer is at hand; zero must not find it.
    function test_TheIdZeroBelongsToNobody() public {
        _perform(1, false);
        _deliver(waiting[1], "", "FEED_QUORUM");
        _deliver(bytes32(0), SampleTerms.evolve(1, 20_000, 1, 0, 120, 10_000), "");
        require(ledger.statusOf(1).evolutions == 0, "settled by nobody");
    }

    /// @dev A walk of requests by performers and strangers, callbacks of every kind, a router that refuses at times, pauses and jumps in time.
    function testFuzz_AWalkKeepsEveryPromise(uint256 seed) public {
        _walk(seed, 24);
    }

    function test_AWalkLeadsSomewhere() public {
        _walk(7, 1_000);
        require(router.requests() > 100, "requests");
        require(ledger.statusOf(1).evolutions > 5 && ledger.statusOf(2).evolutions > 5, "evolutions");
    }

    function _walk(uint256 seed, uint256 steps) private {
        for (uint256 step = 0; step < steps; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint32 program = 1 + uint32((seed >> 8) % 2);
            uint256 choice = seed % 16;
            if (choice < 2) vm.warp(block.timestamp + ((seed >> 16) % 1_200));
            else if (choice < 4) vm.warp(block.timestamp + ((seed >> 16) % (2 * DAY)));
            else if (choice < 7) _perform(program, false);
            else if (choice < 10) _perform(program, true);
            else if (choice < 11) router.refuse((seed >> 16) % 4 == 0);
            else if (choice < 12) _pause(program, (seed >> 16) % 4 == 0);
            else _deliver(_anyId(program, seed >> 16), _anyResponse(program, seed >> 32), _anyError(seed >> 64));
            _checkBounds(1);
            _checkBounds(2);
        }
    }

    function _perform(uint32 program, bool stranger) private {
        LineStatus memory before = consumer.lineOf(program);
        bytes32 ledgerBefore = _ledgerPrint();
        bytes32 otherBefore = _linePrint(3 - program);
        uint256 requests = router.requests();
        bytes memory data = abi.encode(_one(program), new uint32[](0));
        if (stranger) vm.prank(STRANGER);
        try consumer.performUpkeep(data) {} catch (bytes memory cause) {
            require(cause.length >= 4, "without a name");
            require(_linePrint(program) == keccak256(abi.encode(before)), "a revert changed something");
        }
        LineStatus memory later = consumer.lineOf(program);
        require(_ledgerPrint() == ledgerBefore && _linePrint(3 - program) == otherBefore, "elsewhere");
        require(router.requests() <= requests + 1, "two requests");
        if (stranger && later.period == before.period) {
            require(later.attempts == before.attempts && later.retryAt == before.retryAt, "a performer's attempts");
        }
        if (!stranger && later.period == before.period) {
            require(later.publicAttempts == before.publicAttempts, "the strangers' attempts");
        }
        if (router.requests() == requests) {
            require(later.tag == before.tag || later.tag == 0, "a tag from nowhere");
            if (later.tag == 0) waiting[program] = 0;
            return;
        }
        _checkReplaced(before, stranger);
        waiting[program] = router.lastRequestId();
        made.push(waiting[program]);
        ++sent[program][later.period];
        require(later.pending && later.byStranger == stranger, "not pending");
        require(later.tag == uint96(uint256(waiting[program])), "tag");
    }

    /// @dev Whoever waits for an answer is replaced only when the request expired, or was a stranger's and a performer asks.
    function _checkReplaced(LineStatus memory before, bool stranger) private view {
        if (!before.pending || (before.byStranger && !stranger)) return;
        require(block.timestamp >= uint256(before.sentAt) + 300, "replaced too early");
    }

    function _deliver(bytes32 id, bytes memory response, bytes memory err) private {
        uint32 program = _waitingFor(id);
        Status[2] memory before = [ledger.statusOf(1), ledger.statusOf(2)];
        bytes32 everything = keccak256(abi.encode(_ledgerPrint(), _linePrint(1), _linePrint(2)));
        (bool done, ) = router.deliver(address(consumer), id, response, err, consumer.CALLBACK_GAS());
        require(done, "the callback reverted");
        if (program == 0) {
            require(
                keccak256(abi.encode(_ledgerPrint(), _linePrint(1), _linePrint(2))) == everything,
                "an answer that nobody waits for changed something"
            );
            return;
        }
        waiting[program] = 0;
        require(!consumer.lineOf(program).pending, "still pending");
        uint32 other = 3 - program;
        require(keccak256(abi.encode(ledger.statusOf(other))) == keccak256(abi.encode(before[other - 1])), "other");
        Status memory later = ledger.statusOf(program);
        if (err.length != 0) require(later.settledPeriod == before[program - 1].settledPeriod, "settled by an error");
        require(later.evolutions <= before[program - 1].evolutions + 1, "two evolutions");
        require(later.settledPeriod >= before[program - 1].settledPeriod, "back in time");
    }

    function _checkBounds(uint32 program) private view {
        LineStatus memory line = consumer.lineOf(program);
        require(line.attempts <= MAX_ATTEMPTS && line.publicAttempts <= MAX_ATTEMPTS, "attempts");
        require(sent[program][line.period] <= 2 * uint256(MAX_ATTEMPTS), "requests of a period");
        require(line.pending == (waiting[program] != 0), "pending");
        // A router that fails may cost attempts and never a request: what was sent was counted.
        require(uint256(line.attempts) + line.publicAttempts >= sent[program][line.period], "uncounted");
    }

    function _waitingFor(bytes32 id) private view returns (uint32) {
        for (uint32 program = 1; program < 3; ++program) {
            bytes32 expected = waiting[program];
            if (expected != 0 && uint96(uint256(expected)) == uint96(uint256(id))) return program;
        }
        return 0;
    }

    function _anyId(uint32 program, uint256 seed) private view returns (bytes32) {
        if (seed % 4 != 0 || made.length == 0) return waiting[program];
        if (seed % 8 == 0) return keccak256(abi.encode(seed));
        return made[(seed >> 8) % made.length];
    }

    function _anyResponse(uint32 program, uint256 seed) private view returns (bytes memory valid) {
        Ask memory ask = ledger.ask(program);
        uint40 period = consumer.lineOf(program).period;
        uint8 state =
            seed % 4 == 0
                ? uint8(seed >> 8) % 4
                : ask.lastState == 255
                    ? 1
                    : ask.lastState;
        valid =
            seed % 5 == 0
                ? SampleTerms.hold(program, period, ask.lastReading)
                : SampleTerms.evolve(
                    program,
                    period,
                    state,
                    uint64((seed >> 16) % 3),
                    int128(int256(seed >> 200)),
                    9_000
                );
        if (seed % 7 == 0) return RandomVocabulary.mutate(valid, seed);
    }

    function _anyError(uint256 seed) private pure returns (bytes memory) {
        return seed % 4 == 0 ? bytes("FEED_QUORUM") : bytes("");
    }

    function _pause(uint32 program, bool paused) private {
        if (paused) ledger.pause(program);
        else ledger.unpause(program);
    }

    function _ledgerPrint() private view returns (bytes32) {
        return keccak256(abi.encode(ledger.statusOf(1), ledger.statusOf(2), ledger.ask(1), ledger.ask(2)));
    }

    function _linePrint(uint32 program) private view returns (bytes32) {
        return keccak256(abi.encode(consumer.lineOf(program)));
    }

    /// @dev A DON returns 256 bytes at most.
    function _short(bytes memory data) private pure returns (bytes memory) {
        if (data.length <= 256) return data;
        assembly ("memory-safe") {
            mstore(data, 256)
        }
        return data;
    }

    function _one(uint32 program) private pure returns (uint32[] memory list) {
        list = new uint32[](1);
        list[0] = program;
    }

    function _due(uint40 period) private pure returns (uint40) {
        return (period + 1) * DAY + SampleTerms.SETTLE_DELAY;
    }
}
