// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Where a program stands on the fallback ladder: a function of time and history alone.
enum Rung {
    Fresh,
    Stale,
    Fallback
}

/// @notice Who decided an evolution. HOLD answers carry `None`.
enum Decider {
    None,
    Model,
    Rules
}

/// @notice Why the ledger refused an answer; `None` means that it was accepted.
enum Reason {
    None,
    Length,
    Format,
    Kind,
    SpareBits,
    Program,
    Version,
    Period,
    Decider,
    State,
    Transition,
    Traits,
    Multiplier,
    Reading,
    ReferenceBand,
    PromptDigest,
    ContentDigest,
    HoldBeforeEvolution,
    HoldFields,
    Settled,
    Paused
}

/// @notice What a program shows while it is in fallback. It needs no feed, no AI, no keeper and no creator.
struct Preset {
    uint8 state;
    uint64 traits;
    int128 reading;
    uint16 multiplier; // basis points
}

/// @notice One immutable version of a program, as a curator registers it.
struct Terms {
    bytes32 sourceHash; // keccak-256 of the bundled source text that the nodes run
    bytes32 promptDigest; // sha-256 of the prompt text
    bytes vocabulary; // see docs/formats.md; kept on chain as contract code
    uint40 anchor; // unix seconds at which period 0 begins
    uint32 periodLength; // seconds
    uint32 settleDelay; // seconds after a period's end until its data is final
    uint16 staleAfter; // periods
    uint16 fallbackAfter; // periods, greater than staleAfter
    uint256 transitions; // bit (16 * from + to) allows the move
    uint16 minMultiplier; // basis points
    uint16 maxMultiplier; // basis points
    Preset preset;
    address referenceFeed; // Chainlink Data Feed, or zero for none
    uint16 maxDeviation; // basis points around the feed's answer
    int8 referenceShift; // reading = answer * 10 ** referenceShift
}

/// @notice What a consumer has to put into the tail of a request.
struct Ask {
    uint40 period; // the last closed period whose data is final
    uint40 periodEnd; // unix seconds
    uint16 version;
    uint8 lastState; // 255 before the first evolution; the preset's state once a fallback lies in between
    int128 lastReading; // of the last evolution, zero before the first
    uint40 dueAt; // unix seconds at which the period's data became final
    bool due; // the period is not settled yet and the program is active
    bool banded; // the program has a reference feed: call `setBand` before asking
}

/// @notice One accepted change, as kept in the history.
struct Evolution {
    uint40 period;
    uint40 settledAt; // unix seconds
    uint16 version;
    uint8 state;
    uint64 traits;
    int128 reading;
    uint16 multiplier; // basis points
    Decider decider;
}

/// @notice What a program shows at one second.
struct Status {
    Rung rung;
    bool paused;
    uint8 state;
    uint64 traits;
    int128 reading;
    uint16 multiplier; // basis points, in force now
    Decider decider; // None in fallback
    uint16 version;
    uint40 settledPeriod; // last settled period; meaningless while evolutions == 0
    uint32 evolutions; // length of the history
    uint40 staleAt; // unix seconds at which `Stale` begins; 0 before the first evolution
    uint40 fallbackAt; // unix seconds at which `Fallback` begins; 0 before the first evolution
}

/// @notice A trait in words.
struct TraitView {
    string name;
    string value;
    uint8 index;
    uint8 count;
}

/// @notice A state with its traits in words, looked up in the vocabulary.
struct Description {
    string program;
    string state;
    uint8 states; // how many states the program has
    TraitView[] traits; // in the document's member order
    string caption;
}
