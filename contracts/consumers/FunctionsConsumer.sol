// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AutomationBase} from "@chainlink/contracts/src/v0.8/automation/AutomationBase.sol";
import {AutomationCompatibleInterface} from "@chainlink/contracts/src/v0.8/automation/interfaces/AutomationCompatibleInterface.sol";
import {FunctionsClient} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/FunctionsClient.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AnswerCodec} from "../content/AnswerCodec.sol";
import {IEvolutionLedger} from "../evolution/IEvolutionLedger.sol";
import {AskWords} from "../evolution/AskWords.sol";
import {Reason} from "../evolution/ProgramTypes.sol";
import {Dropped, IFunctionsConsumer, LineConfig, LineStatus, Phase} from "./IFunctionsConsumer.sol";
import {Line, LineWord} from "./LineWord.sol";
import {Pending} from "./PendingWord.sol";
import {PerformData} from "./PerformData.sol";
import {Candidate, RequestBlob} from "./RequestBlob.sol";
import {RouterCall} from "./RouterCall.sol";
import {SignalsCall} from "./SignalsCall.sol";

/// @title FunctionsConsumer
/// @notice Requests, Automation and the callback. The specification stands in IFunctionsConsumer.
contract FunctionsConsumer is
    IFunctionsConsumer,
    FunctionsClient,
    AutomationBase,
    AutomationCompatibleInterface,
    AccessManaged
{
    /// @dev The rest of a line's configuration, which a performer's request does not look at.
    struct LineRest {
        uint64 maxGasPrice;
        bytes32 sourceHash;
    }

    /// @dev Where a source lies: `count` chunks from number `first` on (RequestBlob).
    struct Source {
        uint32 first;
        uint8 count;
    }

    /// @dev Where a program's tally is read, and for one that confirms what was read for its first round.
    struct Signals {
        address source;
        uint64 heard;
    }

    /// @notice Gas of the callback. The ledger leaves out listeners rather than run out of it.
    uint32 public constant CALLBACK_GAS = 200_000;

    uint256 private constant MAX_SOURCE = 30_000; // bytes; a DON takes requests of 30,720 bytes, and the rest of ours is under 250
    uint256 private constant MAX_LINES = 16;
    uint256 private constant MAX_SECRETS = 64; // bytes; the toolkit writes 22, up to 31 take one storage word
    uint256 private constant MIN_TIMEOUT = 300; // seconds that a DON has to answer
    uint256 private constant MAX_TIMEOUT = 1 days; // a lost request must not block its line for long
    uint256 private constant MAX_BATCH = 4; // requests, and announcements, in one upkeep
    uint256 private constant BAND_GAS = 200_000; // a proxied feed takes some 40,000
    uint256 private constant MAX_ATTEMPTS = 8;

    IEvolutionLedger public immutable LEDGER;
    bytes32 public immutable DON_ID;

    uint32[] private _programs;
    uint32 private _chunks; // contracts created so far, all of them chunks of sources
    mapping(uint32 program => Line) private _lines;
    mapping(uint32 program => LineRest) private _lineRests;
    mapping(uint32 program => Pending) private _pending;
    mapping(uint32 program => Candidate) private _candidates;
    mapping(uint32 program => bytes) private _secrets;
    mapping(uint32 program => Signals) private _signals;
    mapping(bytes32 sourceHash => Source) private _sources;
    mapping(address account => bool) private _performers;

    /// @param authority The AccessManager that decides who may configure.
    /// @param router Functions Router.
    /// @param donId Id of the DON, as the router knows it.
    constructor(
        address authority,
        address router,
        bytes32 donId,
        IEvolutionLedger ledger
    ) FunctionsClient(router) AccessManaged(authority) {
        LEDGER = ledger;
        DON_ID = donId;
    }

    /* CONFIGURATION */

    /// @inheritdoc IFunctionsConsumer
    function storeSource(string calldata source) external returns (bytes32 sourceHash) {
        uint256 length = bytes(source).length;
        if (length == 0) revert ConsumerSourceEmpty();
        if (length > MAX_SOURCE) revert ConsumerSourceTooLong(length, MAX_SOURCE);
        sourceHash = keccak256(bytes(source));
        if (_sources[sourceHash].count != 0) return sourceHash;
        Source memory stored = Source(_chunks + 1, RequestBlob.store(source));
        _chunks += stored.count;
        _sources[sourceHash] = stored;
        emit SourceStored(sourceHash, length, RequestBlob.addresses(stored.first, stored.count));
    }

    /// @inheritdoc IFunctionsConsumer
    function configure(uint32 program, LineConfig calldata config) external restricted {
        uint16 version = LEDGER.versionOf(program);
        bytes32 inTerms = LEDGER.termsOf(program, version).sourceHash;
        if (config.sourceHash != inTerms) revert ConsumerSourceMismatch(config.sourceHash, inTerms);
        Source memory source = _source(config.sourceHash);
        if (config.requestTimeout < MIN_TIMEOUT || config.requestTimeout > MAX_TIMEOUT) {
            revert ConsumerConfigInvalid("requestTimeout");
        }
        if (config.maxAttempts == 0 || config.maxAttempts > MAX_ATTEMPTS) revert ConsumerConfigInvalid("maxAttempts");
        if (config.backoff == 0) revert ConsumerConfigInvalid("backoff");
        Line before = _lines[program];
        if (!before.exists()) {
            if (_programs.length == MAX_LINES) revert ConsumerTooManyLines(MAX_LINES);
            _programs.push(program);
        } else if (before.version() != version || before.confirm() != config.confirm) {
            _endRound(program);
        }
        _lines[program] = LineWord.pack(source.first, source.count, config, version, before);
        _lineRests[program] = LineRest(config.maxGasPrice, config.sourceHash);
        emit LineConfigured(program, version, config);
    }

    /// @inheritdoc IFunctionsConsumer
    function setSecrets(uint32 program, bytes calldata secretsReference) external restricted {
        if (secretsReference.length > MAX_SECRETS) revert ConsumerSecretsTooLong(secretsReference.length, MAX_SECRETS);
        _lines[program] = _line(program).withSecrets(secretsReference.length != 0);
        _secrets[program] = secretsReference;
        emit SecretsChanged(program, secretsReference);
    }

    /// @inheritdoc IFunctionsConsumer
    function setSignals(uint32 program, address signals) external restricted {
        // Not a check of what it does, but of a slip of the pen: an account has no tally.
        if (signals != address(0) && signals.code.length == 0) revert ConsumerConfigInvalid("signals");
        _lines[program] = _line(program).withSignals(signals != address(0));
        _endRound(program);
        _signals[program] = Signals(signals, 0);
        emit SignalsChanged(program, signals);
    }

    /// @inheritdoc IFunctionsConsumer
    function setPerformer(address performer, bool allowed) external restricted {
        _performers[performer] = allowed;
        emit PerformerChanged(performer, allowed);
    }

    /* AUTOMATION */

    /// @notice Which programs are due, and which changes of rung are not announced yet: four of each at most, so that an upkeep's gas need not grow with the
    /// number of programs; the next block has the next four. Simulated off chain only.
    /// @return needed Whether `performUpkeep` has something to do.
    /// @return performData Two lists of program ids, `abi.encode(uint32[] ask, uint32[] announce)`.
    function checkUpkeep(
        bytes calldata
    ) external view override cannotExecute returns (bool needed, bytes memory performData) {
        uint32[] memory asks = new uint32[](MAX_BATCH);
        uint32[] memory announcements = new uint32[](MAX_BATCH);
        uint256 asked;
        uint256 announced;
        for (uint256 i = 0; i < _programs.length; ++i) {
            uint32 program = _programs[i];
            if (asked < MAX_BATCH && _due(program)) asks[asked++] = program;
            if (announced < MAX_BATCH && LEDGER.announcementDue(program)) announcements[announced++] = program;
        }
        assembly ("memory-safe") {
            mstore(asks, asked)
            mstore(announcements, announced)
        }
        return (asked + announced != 0, abi.encode(asks, announcements));
    }

    /// @notice Sends the requests that are due and announces changes of rung. Everything is checked again, so any `performData` is harmless.
    /// @param performData `abi.encode(uint32[] ask, uint32[] announce)`.
    function performUpkeep(bytes calldata performData) external override {
        uint32[] calldata asks = PerformData.list(performData, 0);
        uint32[] calldata announcements = PerformData.list(performData, 1);
        bool performer = _performers[msg.sender];
        bool acted;
        for (uint256 i = 0; i < asks.length; ++i) {
            if (_request(asks[i], performer)) acted = true;
        }
        for (uint256 i = 0; i < announcements.length; ++i) {
            if (!LEDGER.announcementDue(announcements[i])) continue;
            // Too little gas for the listeners is no reason to lose the requests.
            try LEDGER.announce(announcements[i]) {
                acted = true;
            } catch {}
        }
        if (!acted) revert ConsumerNothingDue();
    }

    /* VIEWS */

    /// @inheritdoc IFunctionsConsumer
    function sourceOf(bytes32 sourceHash) external view returns (string memory) {
        Source memory source = _source(sourceHash);
        return RequestBlob.sourceIn(source.first, source.count);
    }

    /// @inheritdoc IFunctionsConsumer
    function chunksOf(bytes32 sourceHash) external view returns (address[] memory) {
        Source memory source = _source(sourceHash);
        return RequestBlob.addresses(source.first, source.count);
    }

    /// @inheritdoc IFunctionsConsumer
    function requestData(uint32 program) external view returns (bytes memory) {
        Line line = _line(program);
        (uint256 question, ) = LEDGER.askPacked(program);
        bool confirming = _confirms(line, _pending[program], question);
        uint64 interactions;
        if (line.signals()) (, interactions) = _tally(program, question, confirming);
        return _requestData(program, line, question, interactions, confirming);
    }

    /// @inheritdoc IFunctionsConsumer
    function configOf(uint32 program) external view returns (LineConfig memory config, uint16 version) {
        Line line = _line(program);
        LineRest memory rest = _lineRests[program];
        config = LineConfig({
            sourceHash: rest.sourceHash,
            subscriptionId: line.subscriptionId(),
            maxGasPrice: rest.maxGasPrice,
            requestTimeout: line.requestTimeout(),
            backoff: line.backoff(),
            grace: line.grace(),
            maxAttempts: line.maxAttempts(),
            confirm: line.confirm()
        });
        version = line.version();
    }

    /// @inheritdoc IFunctionsConsumer
    function secretsOf(uint32 program) external view returns (bytes memory) {
        return _secrets[program];
    }

    /// @inheritdoc IFunctionsConsumer
    function signalsOf(uint32 program) external view returns (address) {
        return _signals[program].source;
    }

    /// @inheritdoc IFunctionsConsumer
    function lineOf(uint32 program) external view returns (LineStatus memory) {
        return _pending[program].status();
    }

    /// @inheritdoc IFunctionsConsumer
    function candidateOf(uint32 program) external view returns (bytes32 header, int256 reading) {
        if (!_pending[program].isCandidate()) return (0, 0);
        Candidate memory candidate = _candidates[program];
        return (candidate.header, candidate.reading);
    }

    /// @inheritdoc IFunctionsConsumer
    function lines() external view returns (uint32[] memory) {
        return _programs;
    }

    /// @inheritdoc IFunctionsConsumer
    function isPerformer(address account) external view returns (bool) {
        return _performers[account];
    }

    /* REQUESTS */

    /// @dev Sends the request for a program if this caller may. Returns whether there was something to do.
    function _request(uint32 program, bool performer) private returns (bool) {
        Line line = _lines[program];
        if (!line.exists()) return false;
        (uint256 question, uint256 dueAt) = LEDGER.askPacked(program);
        Pending p = _pending[program];
        bool confirming = _confirms(line, p, question);
        if (!_mayAsk(line, p, question, dueAt, performer, confirming)) return false;
        uint64 interactions = line.signals() ? _hear(program, question, confirming) : 0;
        if (performer) {
            if (!confirming) p = _startOver(program, line, p, question);
            _guardedRequest(program, line, p, question, interactions, confirming);
        } else {
            _publicRequest(program, line, p, question, interactions, confirming);
        }
        return true;
    }

    /// @dev The tally that the request carries. A line that confirms keeps it, so that a contract which changes its mind cannot make the rounds differ.
    function _hear(uint32 program, uint256 question, bool confirming) private returns (uint64 tally) {
        bool heard;
        (heard, tally) = _tally(program, question, confirming);
        if (!heard) emit TallyMissed(program, AskWords.period(question));
    }

    /// @dev New terms or another rule for confirmation: what was asked under the old ones no longer counts.
    function _endRound(uint32 program) private {
        Pending p = _pending[program];
        if (p.isCandidate()) emit CandidateDropped(program, p.period(), Dropped.Reconfigured);
        if (p.tag() != 0) emit RequestReplaced(program, p.period(), p.tag());
        _pending[program] = p.answered().inPhase(Phase.Plain);
    }

    /// @dev A first request: what is left of an older period or of a candidate that was not confirmed in time goes.
    function _startOver(uint32 program, Line line, Pending p, uint256 question) private returns (Pending) {
        uint40 period = AskWords.period(question);
        bool overtaken = p.period() != period;
        if (p.isCandidate()) {
            emit CandidateDropped(program, p.period(), overtaken ? Dropped.Overtaken : Dropped.Expired);
        }
        if (overtaken) {
            // A request of an older period has expired, or `_mayAsk` had said no.
            if (p.tag() != 0) emit RequestReplaced(program, p.period(), p.tag());
            p = p.inPeriod(period);
        }
        return p.inPhase(line.confirm() ? Phase.First : Phase.Plain);
    }

    /// @dev A performer's request. The attempt counts whatever becomes of the call, and a failure ends here.
    function _guardedRequest(
        uint32 program,
        Line line,
        Pending p,
        uint256 question,
        uint64 interactions,
        bool confirming
    ) private {
        uint256 before = confirming ? p.confirmAttempts() : p.attempts();
        unchecked {
            // Attempts are at most 8, so this stays below 2 ** 41.
            p = p.attempted(confirming, block.timestamp + (uint256(line.backoff()) << before));
        }
        _pending[program] = p;
        if (AskWords.banded(question)) {
            // Bounded, so that a feed which burns its gas costs its own program an attempt and the others nothing.
            try LEDGER.setBand{gas: BAND_GAS}(program) {} catch (bytes memory cause) {
                emit RequestFailed(program, p.period(), bytes32(cause));
                return;
            }
        }
        (bool sent, bytes32 result) = RouterCall.sendRequest(
            address(i_functionsRouter),
            _requestData(program, line, question, interactions, confirming),
            line.subscriptionId(),
            CALLBACK_GAS,
            DON_ID
        );
        if (sent) _sent(program, line, p, result, interactions, false);
        else emit RequestFailed(program, p.period(), result);
    }

    /// @dev A stranger's request: a failure reverts everything.
    function _publicRequest(
        uint32 program,
        Line line,
        Pending p,
        uint256 question,
        uint64 interactions,
        bool confirming
    ) private {
        uint256 most = _lineRests[program].maxGasPrice;
        if (tx.gasprice > most) revert ConsumerGasPriceTooHigh(tx.gasprice, most);
        // A candidate is confirmed or dies with one answer, so strangers' confirmations need no bound of their own.
        if (!confirming) {
            p = _startOver(program, line, p, question).attemptedByStranger();
        }
        if (AskWords.banded(question)) LEDGER.setBand(program);
        bytes memory data = _requestData(program, line, question, interactions, confirming);
        _sent(program, line, p, _sendRequest(data, line.subscriptionId(), CALLBACK_GAS, DON_ID), interactions, true);
    }

    function _sent(
        uint32 program,
        Line line,
        Pending p,
        bytes32 requestId,
        uint64 interactions,
        bool byStranger
    ) private {
        if (line.signals() && p.phase() == Phase.First) _signals[program].heard = interactions;
        if (p.tag() != 0) emit RequestReplaced(program, p.period(), p.tag());
        _pending[program] = p.sent(requestId, block.timestamp, byStranger);
        emit RequestMade(program, p.period(), requestId, msg.sender, p.phase());
    }

    /// @dev Whether a performer may ask now.
    function _due(uint32 program) private view returns (bool) {
        (Line line, Pending p) = (_lines[program], _pending[program]);
        (uint256 question, uint256 dueAt) = LEDGER.askPacked(program);
        return _mayAsk(line, p, question, dueAt, true, _confirms(line, p, question));
    }

    /// @dev The rules of IFunctionsConsumer, all but the gas price.
    function _mayAsk(
        Line line,
        Pending p,
        uint256 question,
        uint256 dueAt,
        bool performer,
        bool confirming
    ) private view returns (bool) {
        if (!AskWords.due(question) || AskWords.version(question) != line.version()) return false;
        if (p.tag() != 0 && !_expired(line, p) && !(performer && p.byStranger())) return false;
        if (!performer && block.timestamp < dueAt + line.grace()) return false;
        if (confirming) {
            // The first confirmation need not wait; later ones follow a router that refused.
            if (!performer || p.confirmAttempts() == 0) return true;
            return block.timestamp >= p.retryAt();
        }
        if (p.period() != AskWords.period(question)) return true;
        if (performer) return p.attempts() < line.maxAttempts() && block.timestamp >= p.retryAt();
        if (p.publicAttempts() == 0) return true;
        uint256 wait = uint256(line.backoff()) << (p.publicAttempts() - 1);
        return p.publicAttempts() < line.maxAttempts() && block.timestamp >= p.sentAt() + wait;
    }

    function _expired(Line line, Pending p) private view returns (bool) {
        return block.timestamp >= uint256(p.sentAt()) + line.requestTimeout();
    }

    /// @dev Whether the next request is a confirmation: there is a candidate for the period, and its confirmation did not expire.
    function _confirms(Line line, Pending p, uint256 question) private view returns (bool) {
        if (!p.isCandidate() || p.period() != AskWords.period(question)) return false;
        // A router that refused too often ends it, too, so that the period can start over.
        return p.tag() == 0 ? p.confirmAttempts() < line.maxAttempts() : !_expired(line, p);
    }

    function _requestData(
        uint32 program,
        Line line,
        uint256 question,
        uint64 interactions,
        bool confirming
    ) private view returns (bytes memory) {
        Candidate memory candidate;
        if (confirming) candidate = _candidates[program];
        bytes memory secrets = line.secrets() ? _secrets[program] : bytes("");
        return RequestBlob.build(line, program, question, interactions, candidate, secrets);
    }

    function _tally(uint32 program, uint256 question, bool confirming) private view returns (bool heard, uint64 tally) {
        Signals memory signals = _signals[program];
        if (confirming) return (true, signals.heard);
        return SignalsCall.tallyOf(signals.source, program, AskWords.period(question));
    }

    function _line(uint32 program) private view returns (Line line) {
        line = _lines[program];
        if (!line.exists()) revert ConsumerUnknownLine(program);
    }

    function _source(bytes32 sourceHash) private view returns (Source memory source) {
        source = _sources[sourceHash];
        if (source.count == 0) revert ConsumerUnknownSource(sourceHash);
    }

    /* ANSWERS */

    /// @inheritdoc FunctionsClient
    function _fulfillRequest(bytes32 requestId, bytes memory response, bytes memory err) internal override {
        uint32 program = _programOf(requestId, response);
        if (program == 0) {
            emit AnswerIgnored(requestId);
            return;
        }
        Pending p = _pending[program];
        (uint40 period, Phase phase) = (p.period(), p.phase());
        bool stays = phase == Phase.First && err.length == 0 && AnswerCodec.isEvolve(response);
        p = p.answered();
        // A plain request has left no round to end.
        if (phase != Phase.Plain) p = p.inPhase(stays ? Phase.Candidate : Phase.Plain);
        _pending[program] = p;
        if (err.length != 0) {
            emit AnswerErrored(program, period, requestId, err);
            if (phase == Phase.Candidate) emit CandidateDropped(program, period, Dropped.Errored);
            return;
        }
        if (stays) {
            _keepCandidate(program, period, requestId, response);
            return;
        }
        if (phase == Phase.Candidate && !_repeatsCandidate(program, response)) {
            emit CandidateDropped(program, period, Dropped.Mismatch);
            return;
        }
        emit AnswerDelivered(program, period, requestId);
        try LEDGER.settle(program, period, response) returns (Reason) {} catch {
            emit LedgerFailed(program, period, requestId);
        }
    }

    function _keepCandidate(uint32 program, uint40 period, bytes32 requestId, bytes memory response) private {
        (bytes32 header, int256 reading) = AnswerCodec.candidateOf(response);
        _candidates[program] = Candidate(header, reading);
        emit CandidateStored(program, period, requestId, header, reading);
    }

    function _repeatsCandidate(uint32 program, bytes memory response) private view returns (bool) {
        if (response.length != AnswerCodec.LENGTH) return false;
        (bytes32 header, int256 reading) = AnswerCodec.candidateOf(response);
        Candidate memory candidate = _candidates[program];
        return header == candidate.header && reading == candidate.reading;
    }

    /// @dev The answer's header says which line to look at first; what it says is believed only if the tag fits. Zero if no line waits for it.
    function _programOf(bytes32 requestId, bytes memory response) private view returns (uint32) {
        uint96 tag = uint96(uint256(requestId));
        // Zero stands for "nothing pending" and must not be taken for an id.
        if (tag == 0) return 0;
        uint32 named = AnswerCodec.programOf(response);
        if (named != 0 && _pending[named].tag() == tag) return named;
        for (uint256 i = 0; i < _programs.length; ++i) {
            if (_pending[_programs[i]].tag() == tag) return _programs[i];
        }
        return 0;
    }
}
