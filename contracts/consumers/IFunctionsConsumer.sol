// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice How a program's requests are made. A curator sets it.
struct LineConfig {
    bytes32 sourceHash; // keccak-256 of a stored source; must be the one in the program's terms
    uint64 subscriptionId; // Functions subscription that pays
    uint64 maxGasPrice; // wei; the most that a stranger's transaction may pay, for it fixes the LINK that a request blocks
    uint24 requestTimeout; // seconds until an unanswered request may be replaced, at least 300 and at most a day
    uint24 backoff; // seconds until the second attempt; doubled for each further one
    uint24 grace; // seconds after a period fell due from which on anybody may perform
    uint8 maxAttempts; // in a period, for performers and for strangers each
    bool confirm; // whether an EVOLVE answer needs a confirmation round
}

/// @notice What the answer to come will be taken for.
enum Phase {
    Plain, // settled as it is
    First, // an EVOLVE becomes a candidate
    Candidate // there is a candidate; the answer must repeat it
}

/// @notice Why a candidate was dropped.
enum Dropped {
    Errored, // the DON could not vouch for it
    Mismatch, // the DON answered something else
    Expired, // no answer in time, or the router refused too often
    Overtaken, // the next period came first
    Reconfigured // new terms, or another rule for confirmation
}

/// @notice Where a program's requests stand.
struct LineStatus {
    bool pending;
    bool byStranger; // the pending request was sent by a stranger
    uint96 tag; // the pending request's id, its lowest 96 bits
    uint40 period; // the period that the counters belong to
    uint40 sentAt; // unix seconds of the last request
    uint40 retryAt; // unix seconds from which on performers may try again
    uint8 attempts; // by performers
    uint8 publicAttempts; // by strangers
    uint8 confirmAttempts; // to have the candidate confirmed
    Phase phase;
}

/// @title The consumer that carries a Functions DON's answers to the ledger
/// @notice
/// REQUESTS. A request is a stored head (the source, encoded once) and a short tail built on chain (docs/formats.md). At most one request a program
/// is pending. An answer counts for the pending request only, once, also when it is late and not yet replaced.
/// ATTEMPTS. Attempts in a period are bounded, and each doubles the wait for the next. A performer's attempt is recorded before the router is called and
/// the call is guarded: an empty subscription can neither brick the upkeep nor burn its LINK, and a program that fails cannot block another.
/// WHO MAY PERFORM. Performers (an upkeep's forwarder, own keepers) at any time; anybody once a period is overdue by the grace time. On the
/// public path a failure of the router reverts everything, so a stranger can spend no attempt, no backoff step and no pending slot of a performer;
/// a performer may replace a stranger's request at once. The gas price is bounded above by `maxGasPrice`; below, the coordinator's minimum
/// estimate and overestimation see to it that the answer can be paid for.
/// CONFIRMATION. A program may ask for a second round: its first EVOLVE answer is only a candidate, the next request carries the candidate's header and
/// reading, and a node vouches by returning the very same bytes or else errors. A candidate dies on an error, a mismatch, expiry or with its
/// period, and the period starts over. Confirmation requests have attempts of their own. HOLD is not confirmed. What it shows, and no more: at least one
/// honest node computed the evolution, and two did unless a faulty node helped; a liar can delay it, not invent it.
/// SIGNALS. A program may listen to its holders: a request then carries the tally of the very period it asks for (contracts/interactions/ISignals.sol).
/// A period's tally is closed before the period may be asked for, and a confirmation carries the number of the first round. A contract
/// that fails to give one is heard as zero, and stops nothing.
/// CALLBACK. It never reverts: an error or a refused answer is an event and leaves the way free for the next attempt.
/// NOT GUARANTEED. Without confirmation a Functions DON does not prove agreement: when all nodes differ it delivers one node's answer. See
/// docs/trust-model.md.
interface IFunctionsConsumer {
    event SourceStored(bytes32 indexed sourceHash, uint256 length, address[] chunks);
    event LineConfigured(uint32 indexed program, uint16 version, LineConfig config);
    event SecretsChanged(uint32 indexed program, bytes secretsReference);
    /// @notice From now on a program's requests carry what holders say there; zero for none.
    event SignalsChanged(uint32 indexed program, address signals);
    /// @notice The tally could not be read; the request carries zero in its place.
    event TallyMissed(uint32 indexed program, uint40 indexed period);
    event PerformerChanged(address indexed performer, bool allowed);
    event RequestMade(
        uint32 indexed program,
        uint40 indexed period,
        bytes32 indexed requestId,
        address by,
        Phase phase
    );
    /// @notice A performer's attempt failed before a request went out. `cause` is the first word of the revert data.
    event RequestFailed(uint32 indexed program, uint40 indexed period, bytes32 cause);
    /// @notice A pending request was given up: by expiry, because a performer replaced a stranger's, or because the line was configured anew.
    event RequestReplaced(uint32 indexed program, uint40 indexed period, uint96 tag);
    /// @notice An EVOLVE answer waits for its confirmation.
    event CandidateStored(
        uint32 indexed program,
        uint40 indexed period,
        bytes32 indexed requestId,
        bytes32 header,
        int256 reading
    );
    event CandidateDropped(uint32 indexed program, uint40 indexed period, Dropped why);
    /// @notice The DON answered with an error text.
    event AnswerErrored(uint32 indexed program, uint40 indexed period, bytes32 indexed requestId, bytes err);
    /// @notice The answer was handed to the ledger, which says by its own event what became of it.
    event AnswerDelivered(uint32 indexed program, uint40 indexed period, bytes32 indexed requestId);
    /// @notice The answer belongs to no pending request.
    event AnswerIgnored(bytes32 indexed requestId);
    /// @notice The ledger itself failed, which its specification excludes; the answer is lost, the next attempt is free.
    event LedgerFailed(uint32 indexed program, uint40 indexed period, bytes32 indexed requestId);

    error ConsumerSourceEmpty();
    error ConsumerSourceTooLong(uint256 length, uint256 most);
    error ConsumerUnknownSource(bytes32 sourceHash);
    error ConsumerSourceMismatch(bytes32 given, bytes32 inTerms);
    error ConsumerTooManyLines(uint256 most);
    error ConsumerUnknownLine(uint32 program);
    error ConsumerConfigInvalid(bytes32 field);
    error ConsumerSecretsTooLong(uint256 length, uint256 most);
    error ConsumerGasPriceTooHigh(uint256 gasPrice, uint256 most);
    /// @notice Nothing that this caller may do is due.
    error ConsumerNothingDue();

    /// @notice Stores a source once, for any number of programs. Open to anybody: it is found by its hash.
    function storeSource(string calldata source) external returns (bytes32 sourceHash);

    /// @notice Sets how a program's current version is asked for.
    function configure(uint32 program, LineConfig calldata config) external;

    /// @notice Sets the reference to DON-hosted secrets that goes into every tail; empty for none. It never touches the source.
    function setSecrets(uint32 program, bytes calldata secretsReference) external;

    /// @notice Sets where a program's tally is read (ITally); zero for a program that does not listen. What is under way is dropped, as with new terms.
    function setSignals(uint32 program, address signals) external;

    /// @notice Gives or takes the right to perform at any time.
    function setPerformer(address performer, bool allowed) external;

    /// @notice The stored source text.
    function sourceOf(bytes32 sourceHash) external view returns (string memory);

    /// @notice The contracts whose code holds the encoded source.
    function chunksOf(bytes32 sourceHash) external view returns (address[] memory);

    /// @notice The bytes that a request for this program would carry now.
    function requestData(uint32 program) external view returns (bytes memory);

    /// @notice How a program is asked for, and the version of its terms that this was set for.
    function configOf(uint32 program) external view returns (LineConfig memory config, uint16 version);

    /// @notice Reference to DON-hosted secrets.
    function secretsOf(uint32 program) external view returns (bytes memory);

    /// @notice Where a program's tally is read; zero for none.
    function signalsOf(uint32 program) external view returns (address);

    /// @notice Where a program's requests stand.
    function lineOf(uint32 program) external view returns (LineStatus memory);

    /// @notice Header and reading of the answer that waits for its confirmation; zero when there is none.
    function candidateOf(uint32 program) external view returns (bytes32 header, int256 reading);

    /// @notice The programs that have a line.
    function lines() external view returns (uint32[] memory);

    /// @notice Whether an account may perform at any time.
    function isPerformer(address account) external view returns (bool);
}
