// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IProgramListener} from "../evolution/IEvolutionLedger.sol";

/// @notice A listener that burns all gas it is given.
contract BurningListener is IProgramListener {
    /// @inheritdoc IProgramListener
    function onProgramChanged(uint32) external pure {
        while (true) {}
    }
}

/// @notice A listener that reverts with a long text, which the ledger must not copy.
contract RevertingListener is IProgramListener {
    /// @inheritdoc IProgramListener
    function onProgramChanged(uint32) external pure {
        assembly ("memory-safe") {
            revert(0, 20000)
        }
    }
}

/// @notice A listener that counts.
contract CountingListener is IProgramListener {
    uint256 public told;

    /// @inheritdoc IProgramListener
    function onProgramChanged(uint32) external {
        ++told;
    }
}
