// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEvolutionLedger, IProgramListener} from "../evolution/IEvolutionLedger.sol";

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

/// @notice A listener that pauses the program while it is told, which changes its head in the middle of a settlement. It has to be a guardian.
contract PausingListener is IProgramListener {
    /// @inheritdoc IProgramListener
    function onProgramChanged(uint32 program) external {
        IEvolutionLedger(msg.sender).pause(program);
    }
}
