// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ask, Evolution, Reason, Rung, Status, Terms} from "./ProgramTypes.sol";

/// @notice Told after a program's look changed. It has 30,000 gas, and a failure is swallowed.
interface IProgramListener {
    /// @notice Called by the ledger, after all its effects.
    function onProgramChanged(uint32 program) external;
}

/// @title The ledger of programs and their evolutions
/// @notice
/// TRUST. A consumer holds the CONSUMER right and hands in what a DON returned. The ledger believes nothing of it: every field is checked against the
/// program's terms, the content document is rebuilt and its sha-256 compared. What it cannot check is whether an AI was wise.
/// LIVENESS. `settle` never reverts for bad content; a refused answer changes nothing. What a token shows is a view of time and history: if
/// nothing is settled for too long it turns stale and then shows the preset, by itself, without a transaction by anyone.
/// HISTORY. Evolutions and versions of terms are only ever added.
/// ROLES. An OpenZeppelin AccessManager decides who may register, update, pause, unpause, set listeners and consumers. Handing over to a
/// DAO is a change of members there.
/// NOT GUARANTEED. Gaps stay gaps: only the last closed period is ever asked for. A listener may miss an announcement; `announce` repeats it.
interface IEvolutionLedger {
    event ProgramRegistered(
        uint32 indexed program,
        uint16 indexed version,
        bytes32 sourceHash,
        bytes32 promptDigest,
        address vocabulary,
        bytes32 vocabularyHash
    );
    /// @notice An evolution was appended. `header` is the answer's first word (docs/formats.md), so the event alone rebuilds the document.
    event Evolved(
        uint32 indexed program,
        uint40 indexed period,
        uint32 index,
        bytes32 header,
        int128 reading,
        bytes32 contentDigest
    );
    /// @notice A period was settled without a change.
    event Held(uint32 indexed program, uint40 indexed period);
    /// @notice An answer was refused and changed nothing.
    event AnswerRejected(uint32 indexed program, uint40 indexed period, Reason indexed reason, bytes32 answerHash);
    event PausedChanged(uint32 indexed program, bool paused);
    event ListenersChanged(uint32 indexed program, address[] listeners);
    event ConsumerChanged(address indexed consumer, bool allowed);
    /// @notice The rung that listeners were last told of.
    event Announced(uint32 indexed program, Rung rung);
    /// @notice A listener reverted, ran out of its 30,000 gas, or too little gas was left to call it.
    event ListenerMissed(uint32 indexed program, address indexed listener);
    event BandSet(uint32 indexed program, int128 low, int128 high);

    error LedgerUnknownProgram(uint32 program);
    error LedgerUnknownVersion(uint32 program, uint16 version);
    error LedgerUnknownEvolution(uint32 program, uint256 index, uint256 length);
    error LedgerNotConsumer(address account);
    error LedgerTooManyListeners(uint256 given, uint256 most);
    error LedgerFuture(uint40 time, uint256 nowSeconds);
    /// @notice Before its registration a program has no multiplier.
    error LedgerBeforeRegistration(uint40 time, uint40 registeredAt);
    /// @notice The reference feed failed, has no positive answer or is older than two periods and a day.
    error LedgerReferenceUnavailable(uint32 program);
    /// @notice Too little gas to give every listener its full share; send more.
    error LedgerGasForListeners(uint256 available, uint256 needed);

    /// @notice Registers a program, version 1.
    /// @return program Its id, from 1.
    function registerProgram(Terms calldata terms) external returns (uint32 program);

    /// @notice Adds a version of the terms. Anchor and period length stay those of version 1. History, rung and multiplier go on; the next
    /// evolution moves from the new preset's state.
    function updateProgram(uint32 program, Terms calldata terms) external returns (uint16 version);

    /// @notice A paused program shows its preset and settles nothing.
    function pause(uint32 program) external;

    /// @notice The program goes on; what it shows is again a matter of time and history.
    function unpause(uint32 program) external;

    /// @notice At most four contracts, told of every change.
    function setListeners(uint32 program, address[] calldata listeners) external;

    /// @notice Gives or takes the right to hand in answers.
    function setConsumer(address consumer, bool allowed) external;

    /// @notice Checks an answer to the question for `period` and, if it is valid, applies it. Only a consumer may call it. Never reverts for bad content;
    /// a period that is not due yet is refused as any other wrong period.
    function settle(uint32 program, uint40 period, bytes calldata answer) external returns (Reason reason);

    /// @notice Reads the reference feed and fixes the band for the answer to come. Only a consumer may call it.
    function setBand(uint32 program) external;

    /// @notice Tells the listeners of the program's look. Open to anybody: it repeats an announcement and announces a change of rung.
    function announce(uint32 program) external;

    /// @notice How many programs there are; ids run from 1.
    function programs() external view returns (uint32);

    /// @notice Whether an account may hand in answers.
    function isConsumer(address account) external view returns (bool);

    /// @notice What to ask for now.
    function ask(uint32 program) external view returns (Ask memory);

    /// @notice The same for consumers: all but `dueAt` in one word (AskWords).
    function askPacked(uint32 program) external view returns (uint256 question, uint256 dueAt);

    /// @notice What the program shows now.
    function statusOf(uint32 program) external view returns (Status memory);

    /// @notice Current version of the terms.
    function versionOf(uint32 program) external view returns (uint16);

    /// @notice Terms of one version; `vocabulary` is read back from its contract code.
    function termsOf(uint32 program, uint16 version) external view returns (Terms memory);

    /// @notice Where the vocabulary blob lies as contract code (after a zero byte), and the keccak-256 committed at registration.
    function vocabularyOf(uint32 program, uint16 version) external view returns (address pointer, bytes32 hash);

    /// @notice An entry of the history.
    function evolutionAt(uint32 program, uint256 index) external view returns (Evolution memory);

    /// @notice The content document of an entry, byte for byte, rebuilt.
    function documentAt(uint32 program, uint256 index) external view returns (bytes memory);

    /// @notice sha-256 of the content document of an entry.
    function contentDigestAt(uint32 program, uint256 index) external view returns (bytes32);

    /// @notice CIDv1 of the content document of an entry.
    function contentIdAt(uint32 program, uint256 index) external view returns (string memory);

    /// @notice Integral of the multiplier from registration to `time`, in basis points times seconds.
    /// @param time Unix seconds, not in the future.
    function multiplierIntegral(uint32 program, uint40 time) external view returns (uint256);

    /// @notice Whether listeners have not been told of the current rung yet.
    function announcementDue(uint32 program) external view returns (bool);

    /// @notice The contracts told of changes.
    function listenersOf(uint32 program) external view returns (address[] memory);

    /// @notice Bounds of the next answer's reading, set by the reference feed.
    function bandOf(uint32 program) external view returns (int128 low, int128 high);
}
