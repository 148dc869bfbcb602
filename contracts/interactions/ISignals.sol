// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Where a consumer reads what holders said. Whoever writes another way to count (several collections, stakes, a vote) implements this.
interface ITally {
    /// @notice What holders of a program said in a period: four counts of 16 bits, choice 0 in the least significant ones (docs/formats.md). A consumer reads it
    /// when it asks for the period, with 50,000 gas; whatever else comes back than such a number counts as zero.
    /// @param program Its id in the ledger; zero for a program that is not counted here.
    /// @param period Of the program.
    function tallyOf(uint32 program, uint40 period) external view returns (uint64 tally);
}

/// @title Holders' signals: one a token and period
/// @notice
/// SIGNAL. In every period of a program a token's owner may give one of four signals: 0 calm, 1 stir, 2 darken, 3 brighten. It counts for the period that runs
/// at the block's time, and travels to the nodes with the request for that period, in the tail's `interactions`. What it does there is the source's affair:
/// most programs do not listen.
/// WHO. The owner alone, whoever else is approved: an approval lets a marketplace move a token, not speak for it. What counts is the token, so a transfer
/// brings no second signal, and the next owner's word comes in the next period.
/// CLOSED. A period's tally is final with its last second. The period is asked for no earlier than then, so every attempt and every confirmation of it read
/// the same number.
/// TIMES. Anchor and length of the program's periods, which no version of its terms may change. A pause of the program silences nobody: its periods go on.
/// LIMITS. Whoever owns many tokens has many voices, and nothing here knows whether two accounts are one person: see docs/trust-model.md. A count
/// stops at 65,535. There is no admin, no upgrade, and nothing to withdraw.
interface ISignals is ITally {
    /// @notice A token's signal was counted.
    event Signalled(
        uint32 indexed program,
        uint40 indexed period,
        uint256 indexed tokenId,
        uint8 choice,
        address holder
    );

    error SignalsUnknownChoice(uint8 choice);
    error SignalsNotHolder(uint256 tokenId, address account);
    /// @notice The token has given its signal in this period.
    error SignalsSpoken(uint256 tokenId, uint40 period);

    /// @notice Gives a token's signal for the running period. Only its owner may; a token that does not exist is refused by its collection.
    /// @param choice 0 calm, 1 stir, 2 darken, 3 brighten.
    function signal(uint256 tokenId, uint8 choice) external;

    /// @notice The period that runs at the block's time.
    function period() external view returns (uint40);

    /// @notice Whether a token has given its signal in the running period.
    function hasSpoken(uint256 tokenId) external view returns (bool);
}
