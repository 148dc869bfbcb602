// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AggregatorV3Interface} from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {AnswerCodec, Answer} from "../content/AnswerCodec.sol";
import {ContentDocument} from "../content/ContentDocument.sol";
import {ContentId} from "../content/ContentId.sol";
import {AskWords} from "./AskWords.sol";
import {FallbackLadder, Schedule} from "./FallbackLadder.sol";
import {IEvolutionLedger, IProgramListener} from "./IEvolutionLedger.sol";
import {MultiplierIntegral} from "./MultiplierIntegral.sol";
import {Head, ProgramHead} from "./ProgramHead.sol";
import {ProgramTerms} from "./ProgramTerms.sol";
import {Ask, Decider, Evolution, Reason, Rung, Status, Terms} from "./ProgramTypes.sol";
import {TermsCheck} from "./TermsCheck.sol";

/// @title EvolutionLedger
/// @notice Programs, validation, history and the fallback ladder. The specification stands in IEvolutionLedger.
contract EvolutionLedger is IEvolutionLedger, AccessManaged {
    using FallbackLadder for Schedule;
    using MultiplierIntegral for mapping(uint256 => MultiplierIntegral.Checkpoint);
    using ProgramHead for Head;
    using ProgramHead for uint256;
    using ProgramTerms for ProgramTerms.Stored;

    /// @dev `header` is the answer's first word with the time of settlement in its 56 spare bits.
    struct Entry {
        uint256 header;
        int128 reading;
    }

    struct Band {
        int128 low;
        int128 high;
    }

    uint8 private constant NO_STATE = 255;
    uint8 private constant UNANNOUNCED = 255;
    uint256 private constant MAX_LISTENERS = 4;
    uint256 private constant LISTENER_GAS = 30_000;
    /// @dev A call passes on at most 63/64 of the gas left; the rest pays for the call itself (a cold account, memory) and for what comes after it.
    uint256 private constant LISTENER_RESERVE = LISTENER_GAS + LISTENER_GAS / 63 + 12_000;
    /// @dev What it costs to leave out one more listener: its address from storage and the event that says so. Kept back for all that follow.
    uint256 private constant MISSED_GAS = 4_500;
    /// @dev A reference feed may be as old as two periods and a day: heartbeats go up to 24 hours.
    uint256 private constant FEED_PERIODS = 2;

    uint32 private _programs;
    mapping(uint32 program => Head) private _heads;
    mapping(uint32 program => mapping(uint16 version => ProgramTerms.Stored)) private _terms;
    mapping(uint32 program => mapping(uint256 index => Entry)) private _history;
    mapping(uint32 program => mapping(uint256 index => MultiplierIntegral.Checkpoint)) private _checkpoints;
    mapping(uint32 program => address[]) private _listeners;
    mapping(uint32 program => Band) private _bands;
    mapping(address account => bool) private _consumers;

    /// @param authority The AccessManager that decides who may do what.
    constructor(address authority) AccessManaged(authority) {}

    /* WHAT PEOPLE DO */

    /// @inheritdoc IEvolutionLedger
    function registerProgram(Terms calldata terms) external restricted returns (uint32 program) {
        program = ++_programs;
        Head storage head = _heads[program];
        head.announced = uint8(Rung.Fallback);
        _addVersion(program, head, terms);
    }

    /// @inheritdoc IEvolutionLedger
    function updateProgram(uint32 program, Terms calldata terms) external restricted returns (uint16 version) {
        Head storage head = _known(program);
        ProgramTerms.Stored storage first = _terms[program][1];
        if (terms.anchor != first.anchor) revert TermsCheck.TermsInvalid("anchor");
        if (terms.periodLength != first.periodLength) revert TermsCheck.TermsInvalid("periodLength");
        version = _addVersion(program, head, terms);
        // A new preset is a new look without a change of rung.
        if (_rung(program, head.load()) == Rung.Fallback) head.announced = UNANNOUNCED;
    }

    /// @inheritdoc IEvolutionLedger
    function pause(uint32 program) external restricted {
        _setPaused(program, true);
    }

    /// @inheritdoc IEvolutionLedger
    function unpause(uint32 program) external restricted {
        _setPaused(program, false);
    }

    /// @inheritdoc IEvolutionLedger
    function setListeners(uint32 program, address[] calldata listeners) external restricted {
        _known(program);
        if (listeners.length > MAX_LISTENERS) revert LedgerTooManyListeners(listeners.length, MAX_LISTENERS);
        _listeners[program] = listeners;
        emit ListenersChanged(program, listeners);
    }

    /// @inheritdoc IEvolutionLedger
    function setConsumer(address consumer, bool allowed) external restricted {
        _consumers[consumer] = allowed;
        emit ConsumerChanged(consumer, allowed);
    }

    /* WHAT CONSUMERS DO */

    /// @inheritdoc IEvolutionLedger
    function setBand(uint32 program) external {
        if (!_consumers[msg.sender]) revert LedgerNotConsumer(msg.sender);
        ProgramTerms.Stored storage terms = _current(program);
        if (!terms.banded) return;
        (, int256 answer, , uint256 updatedAt, ) = AggregatorV3Interface(terms.referenceFeed).latestRoundData();
        uint256 freshUntil = updatedAt + FEED_PERIODS * terms.periodLength + 1 days;
        if (answer <= 0 || answer > type(int128).max || freshUntil < block.timestamp) {
            revert LedgerReferenceUnavailable(program);
        }
        int256 shift = terms.referenceShift;
        // Both factors are below 2 ** 127 and 10 ** 30, so the product fits.
        int256 middle = shift < 0 ? answer / int256(10 ** uint256(-shift)) : answer * int256(10 ** uint256(shift));
        int256 reach = (middle * int256(uint256(terms.maxDeviation))) / 10_000;
        if (middle + reach > type(int128).max) revert LedgerReferenceUnavailable(program);
        _bands[program] = Band(int128(middle - reach), int128(middle + reach));
        emit BandSet(program, int128(middle - reach), int128(middle + reach));
    }

    /// @inheritdoc IEvolutionLedger
    function settle(uint32 program, uint40 period, bytes calldata answer) external returns (Reason reason) {
        if (!_consumers[msg.sender]) revert LedgerNotConsumer(msg.sender);
        Answer memory a;
        (reason, a) = AnswerCodec.tryDecode(answer);
        if (reason == Reason.None) reason = _settle(program, period, a);
        if (reason != Reason.None) emit AnswerRejected(program, period, reason, keccak256(answer));
    }

    /* WHAT ANYBODY DOES */

    /// @inheritdoc IEvolutionLedger
    function announce(uint32 program) external {
        Head storage head = _known(program);
        uint256 available = gasleft();
        Rung rung = _rung(program, head.load());
        head.announced = uint8(rung);
        emit Announced(program, rung);
        // A listener left out would not hear of this rung again, and anybody may choose the gas: all of them or nothing.
        if (!_tellListeners(program)) {
            revert LedgerGasForListeners(available, LISTENER_RESERVE * (_listeners[program].length + 1));
        }
    }

    /* VIEWS */

    /// @inheritdoc IEvolutionLedger
    function programs() external view returns (uint32) {
        return _programs;
    }

    /// @inheritdoc IEvolutionLedger
    function isConsumer(address account) external view returns (bool) {
        return _consumers[account];
    }

    /// @inheritdoc IEvolutionLedger
    function ask(uint32 program) external view returns (Ask memory) {
        (uint256 question, uint256 dueAt) = askPacked(program);
        return AskWords.unpack(question, dueAt);
    }

    /// @inheritdoc IEvolutionLedger
    function askPacked(uint32 program) public view returns (uint256 question, uint256 dueAt) {
        uint256 head = _heads[program].word();
        if (head.version() == 0) revert LedgerUnknownProgram(program);
        ProgramTerms.Stored storage terms = _terms[program][head.version()];
        (Schedule memory schedule, bool banded) = terms.scheduleAndBand();
        (bool due, uint40 period) = schedule.lastDue(block.timestamp);
        if (head.paused() || (period <= head.settledPeriod() && head.evolutions() != 0)) due = false;
        uint256 end = schedule.endOf(period);
        uint256 state = head.lastState();
        if (state != NO_STATE && schedule.fallbackBetween(head.settledPeriod(), period)) state = terms.presetState;
        question = AskWords.question(period, end, head.version(), state, head.lastReading(), due, banded);
        unchecked {
            dueAt = end + schedule.settleDelay;
        }
    }

    /// @inheritdoc IEvolutionLedger
    function statusOf(uint32 program) external view returns (Status memory status) {
        Head memory head = _head(program);
        ProgramTerms.Stored storage terms = _terms[program][head.version];
        status.rung = _rung(program, head);
        status.paused = head.paused;
        status.settledPeriod = head.settledPeriod;
        status.evolutions = head.evolutions;
        if (head.evolutions != 0) {
            Schedule memory schedule = terms.schedule();
            status.staleAt = uint40(schedule.staleAt(head.settledPeriod));
            status.fallbackAt = uint40(schedule.fallbackAt(head.settledPeriod));
        }
        if (status.rung == Rung.Fallback) {
            status.version = head.version;
            status.state = terms.presetState;
            status.traits = terms.presetTraits;
            status.reading = terms.presetReading;
            status.multiplier = terms.presetMultiplier;
        } else {
            Evolution memory last = _evolution(program, head.evolutions - 1);
            status.version = last.version;
            status.state = last.state;
            status.traits = last.traits;
            status.reading = last.reading;
            status.multiplier = last.multiplier;
            status.decider = last.decider;
        }
    }

    /// @inheritdoc IEvolutionLedger
    function versionOf(uint32 program) external view returns (uint16) {
        return _known(program).version;
    }

    /// @inheritdoc IEvolutionLedger
    function termsOf(uint32 program, uint16 version) external view returns (Terms memory) {
        return _version(program, version).load();
    }

    /// @inheritdoc IEvolutionLedger
    function vocabularyOf(uint32 program, uint16 version) external view returns (address pointer, bytes32 hash) {
        ProgramTerms.Stored storage terms = _version(program, version);
        return (terms.vocabulary, terms.vocabularyHash);
    }

    /// @inheritdoc IEvolutionLedger
    function evolutionAt(uint32 program, uint256 index) external view returns (Evolution memory) {
        return _evolution(program, index);
    }

    /// @inheritdoc IEvolutionLedger
    function documentAt(uint32 program, uint256 index) external view returns (bytes memory) {
        return _document(program, index);
    }

    /// @inheritdoc IEvolutionLedger
    function contentDigestAt(uint32 program, uint256 index) external view returns (bytes32) {
        return sha256(_document(program, index));
    }

    /// @inheritdoc IEvolutionLedger
    function contentIdAt(uint32 program, uint256 index) external view returns (string memory) {
        return ContentId.text(sha256(_document(program, index)));
    }

    /// @inheritdoc IEvolutionLedger
    function multiplierIntegral(uint32 program, uint40 time) external view returns (uint256) {
        Head storage head = _known(program);
        if (time > block.timestamp) revert LedgerFuture(time, block.timestamp);
        uint40 registeredAt = _checkpoints[program][0].since;
        if (time < registeredAt) revert LedgerBeforeRegistration(time, registeredAt);
        return _checkpoints[program].sumAt(head.checkpoints, time);
    }

    /// @inheritdoc IEvolutionLedger
    function announcementDue(uint32 program) external view returns (bool) {
        Head memory head = _head(program);
        return head.announced != uint8(_rung(program, head));
    }

    /// @inheritdoc IEvolutionLedger
    function listenersOf(uint32 program) external view returns (address[] memory) {
        return _listeners[program];
    }

    /// @inheritdoc IEvolutionLedger
    function bandOf(uint32 program) external view returns (int128 low, int128 high) {
        Band memory band = _bands[program];
        return (band.low, band.high);
    }

    /* SETTLING */

    /// @dev Validates against the terms in force; applies what is valid.
    function _settle(uint32 program, uint40 period, Answer memory a) private returns (Reason) {
        Head memory head = _heads[program].load();
        if (head.version == 0 || a.program != program) return Reason.Program;
        if (head.paused) return Reason.Paused;
        if (a.version != head.version) return Reason.Version;
        ProgramTerms.Stored storage terms = _terms[program][head.version];
        Schedule memory schedule = terms.schedule();
        // A period settled ahead of its time would close all before it, so not even a consumer is believed about the clock.
        if (a.period != period || schedule.dueAt(period) > block.timestamp) return Reason.Period;
        if (head.evolutions != 0 && period <= head.settledPeriod) return Reason.Settled;
        if (a.promptDigest != terms.promptDigest) return Reason.PromptDigest;
        if (a.kind == AnswerCodec.HOLD) return _hold(program, head, schedule, a);
        return _evolve(program, head, terms, schedule, a);
    }

    function _hold(
        uint32 program,
        Head memory head,
        Schedule memory schedule,
        Answer memory a
    ) private returns (Reason) {
        if (head.lastState == NO_STATE) return Reason.HoldBeforeEvolution;
        // A HOLD says nothing but its period: all else is zero or repeats the last reading.
        bool blank = a.decider == 0 && a.state == 0 && a.traits == 0 && a.multiplier == 0 && a.digest == 0;
        if (!blank || a.reading != head.lastReading) return Reason.HoldFields;
        head.settledPeriod = a.period;
        head.checkpoints = _checkpoints[program].postpone(
            head.checkpoints,
            uint40(schedule.fallbackAt(a.period)),
            uint16(_history[program][head.evolutions - 1].header >> 144)
        );
        _heads[program].save(head);
        emit Held(program, a.period);
        return Reason.None;
    }

    function _evolve(
        uint32 program,
        Head memory head,
        ProgramTerms.Stored storage terms,
        Schedule memory schedule,
        Answer memory a
    ) private returns (Reason reason) {
        reason = _judge(program, head, terms, schedule, a);
        if (reason != Reason.None) return reason;
        uint24 index = head.evolutions++;
        uint256 header = AnswerCodec.packHeader(a);
        _history[program][index] = Entry(header | block.timestamp, a.reading);
        head.settledPeriod = a.period;
        head.lastState = a.state;
        head.lastReading = a.reading;
        head.announced = uint8(schedule.rungAt(a.period, block.timestamp));
        head.checkpoints = _checkpoints[program].push(
            head.checkpoints,
            uint40(schedule.fallbackAt(a.period)),
            a.multiplier,
            terms.presetMultiplier
        );
        _heads[program].save(head);
        emit Evolved(program, a.period, index, bytes32(header), a.reading, a.digest);
        if (!_tellListeners(program)) _heads[program].announced = UNANNOUNCED;
    }

    /// @dev Everything that an evolution must satisfy, the cheap checks first.
    function _judge(
        uint32 program,
        Head memory head,
        ProgramTerms.Stored storage terms,
        Schedule memory schedule,
        Answer memory a
    ) private view returns (Reason reason) {
        if (a.decider != uint8(Decider.Model) && a.decider != uint8(Decider.Rules)) return Reason.Decider;
        if (a.state >= terms.states) return Reason.State;
        bool fromPreset = head.lastState == NO_STATE || schedule.fallbackBetween(head.settledPeriod, a.period);
        uint256 from = fromPreset ? terms.presetState : head.lastState;
        if ((terms.transitions >> (16 * from + a.state)) & 1 == 0) return Reason.Transition;
        // Read together they cost one look at their word.
        (uint16 least, uint16 most, bool banded) = (terms.minMultiplier, terms.maxMultiplier, terms.banded);
        if (a.multiplier < least || a.multiplier > most) return Reason.Multiplier;
        if (banded) {
            Band memory band = _bands[program];
            if (a.reading < band.low || a.reading > band.high) return Reason.ReferenceBand;
        }
        bytes memory document;
        (reason, document) = ContentDocument.tryBuild(
            SSTORE2.read(terms.vocabulary),
            ContentDocument.Fields({
                decider: a.decider,
                state: a.state,
                traits: a.traits,
                multiplier: a.multiplier,
                period: a.period,
                periodEnd: uint40(schedule.endOf(a.period)),
                reading: a.reading,
                promptDigest: a.promptDigest
            })
        );
        if (reason == Reason.None && sha256(document) != a.digest) return Reason.ContentDigest;
    }

    /// @dev Returns whether every listener was called with its full gas. Their failures are theirs.
    function _tellListeners(uint32 program) private returns (bool all) {
        all = true;
        address[] storage listeners = _listeners[program];
        uint256 length = listeners.length;
        for (uint256 i = 0; i < length; ++i) {
            address listener = listeners[i];
            bool told;
            uint256 reserve;
            // `i` is below `length`, which is at most MAX_LISTENERS.
            unchecked {
                reserve = LISTENER_RESERVE + MISSED_GAS * (length - 1 - i);
            }
            if (gasleft() < reserve) {
                all = false;
            } else {
                bytes memory data = abi.encodeCall(IProgramListener.onProgramChanged, (program));
                // No return data is copied: a listener could make its copying cost more than its stipend.
                assembly ("memory-safe") {
                    told := call(LISTENER_GAS, listener, 0, add(data, 0x20), mload(data), 0, 0)
                }
            }
            if (!told) emit ListenerMissed(program, listener);
        }
    }

    /* PARTS */

    function _setPaused(uint32 program, bool paused) private {
        Head storage head = _known(program);
        if (head.paused == paused) return;
        head.paused = paused;
        _checkpoint(program, head);
        emit PausedChanged(program, paused);
    }

    function _addVersion(uint32 program, Head storage head, Terms calldata terms) private returns (uint16 version) {
        version = ++head.version;
        // Units may differ between versions: the next evolution starts from the preset, and from no reading.
        (head.lastState, head.lastReading) = (NO_STATE, 0);
        ProgramTerms.Stored storage stored = _terms[program][version];
        stored.store(terms, TermsCheck.check(terms));
        _checkpoint(program, head);
        emit ProgramRegistered({
            program: program,
            version: version,
            sourceHash: terms.sourceHash,
            promptDigest: terms.promptDigest,
            vocabulary: stored.vocabulary,
            vocabularyHash: stored.vocabularyHash
        });
    }

    /// @dev After a change by people: the multiplier goes on from now under the terms and the pause in force.
    function _checkpoint(uint32 program, Head storage head) private {
        ProgramTerms.Stored storage terms = _terms[program][head.version];
        uint16 preset = terms.presetMultiplier;
        bool shows = !head.paused && head.evolutions != 0;
        head.checkpoints = _checkpoints[program].push(
            head.checkpoints,
            shows ? uint40(terms.schedule().fallbackAt(head.settledPeriod)) : uint40(block.timestamp),
            shows ? uint16(_history[program][head.evolutions - 1].header >> 144) : preset,
            preset
        );
    }

    function _rung(uint32 program, Head memory head) private view returns (Rung) {
        if (head.paused || head.evolutions == 0) return Rung.Fallback;
        return _terms[program][head.version].schedule().rungAt(head.settledPeriod, block.timestamp);
    }

    function _evolution(uint32 program, uint256 index) private view returns (Evolution memory) {
        uint256 length = _known(program).evolutions;
        if (index >= length) revert LedgerUnknownEvolution(program, index, length);
        Entry memory entry = _history[program][index];
        Answer memory a = AnswerCodec.unpackHeader(entry.header);
        return
            Evolution({
                period: a.period,
                settledAt: uint40(entry.header & AnswerCodec.SPARE),
                version: a.version,
                state: a.state,
                traits: a.traits,
                reading: entry.reading,
                multiplier: a.multiplier,
                decider: Decider(a.decider)
            });
    }

    function _document(uint32 program, uint256 index) private view returns (bytes memory document) {
        Evolution memory evolution = _evolution(program, index);
        ProgramTerms.Stored storage terms = _terms[program][evolution.version];
        (, document) = ContentDocument.tryBuild(
            SSTORE2.read(terms.vocabulary),
            ContentDocument.Fields({
                decider: uint8(evolution.decider),
                state: evolution.state,
                traits: evolution.traits,
                multiplier: evolution.multiplier,
                period: evolution.period,
                periodEnd: uint40(terms.schedule().endOf(evolution.period)),
                reading: evolution.reading,
                promptDigest: terms.promptDigest
            })
        );
    }

    function _head(uint32 program) private view returns (Head memory head) {
        head = _heads[program].load();
        if (head.version == 0) revert LedgerUnknownProgram(program);
    }

    function _known(uint32 program) private view returns (Head storage head) {
        head = _heads[program];
        if (head.version == 0) revert LedgerUnknownProgram(program);
    }

    function _current(uint32 program) private view returns (ProgramTerms.Stored storage) {
        return _terms[program][_known(program).version];
    }

    function _version(uint32 program, uint16 version) private view returns (ProgramTerms.Stored storage) {
        if (version == 0 || version > _known(program).version) revert LedgerUnknownVersion(program, version);
        return _terms[program][version];
    }
}
