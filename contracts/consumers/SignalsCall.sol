// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ITally} from "../interactions/ISignals.sol";

/// @title The guarded look at the holders' tally
/// @notice A contract that is missing, broken or hostile can cost a request this gas, and nothing else: not the period, and not the memory that long return
/// data would take.
/// @dev Can whoever performs choose the gas so that the holders are not heard but the request goes out? The call gets `GAS`, or 63/64 of what is left if that
/// is less. It gets less only if under `GAS * 64 / 63`, some 50,800, is left before it, and then what is left after it is far below what the router alone
/// takes for a request, over 100,000: the transaction fails as a whole.
library SignalsCall {
    uint256 internal constant GAS = 50_000;

    /// @notice Reads a tally. Never reverts.
    /// @param signals A contract that implements ITally; anything else gives `(false, 0)`.
    function tallyOf(address signals, uint32 program, uint40 period) internal view returns (bool heard, uint64 tally) {
        uint256 selector = uint32(ITally.tallyOf.selector);
        assembly ("memory-safe") {
            let data := mload(0x40) // beyond it nothing is kept
            mstore(data, selector) // in the last four bytes of its word
            mstore(add(data, 0x20), and(program, 0xffffffff))
            mstore(add(data, 0x40), and(period, 0xffffffffff))
            mstore(0, 0)
            heard := staticcall(GAS, signals, add(data, 0x1c), 0x44, 0, 0x20)
            let answer := mload(0)
            heard := and(heard, and(gt(returndatasize(), 0x1f), iszero(shr(64, answer))))
            if heard {
                tally := answer
            }
        }
    }
}
