// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITally} from "../interactions/ISignals.sol";

/// @notice What a contract may do instead of giving a tally.
enum Manner {
    Honest,
    Floods, // gives the tally, and much behind it that nobody must copy
    Burns, // all gas it is given
    Reverts, // with a long text, which nobody must copy either
    Exceeds, // returns a number of more than 64 bits
    Stutters // returns too few bytes
}

/// @notice A tally that a test sets, and that can go wrong in every way. Not part of the product.
contract FickleTally is ITally {
    uint64 public tally;
    Manner public manner;

    /// @notice From now on it gives this tally in this manner.
    function set(uint64 tally_, Manner manner_) external {
        (tally, manner) = (tally_, manner_);
    }

    /// @inheritdoc ITally
    function tallyOf(uint32, uint40) external view returns (uint64) {
        Manner how = manner;
        uint64 own = tally;
        if (how == Manner.Honest) return own;
        while (how == Manner.Burns) {}
        assembly ("memory-safe") {
            mstore(0, own)
            if eq(how, 1) {
                return(0, 20000)
            }
            if eq(how, 3) {
                revert(0, 20000)
            }
            if eq(how, 4) {
                mstore(0, shl(64, 1))
                return(0, 32)
            }
            return(0, 31)
        }
    }
}
