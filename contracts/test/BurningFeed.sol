// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A reference feed that burns all gas it is given, and so never returns anything.
contract BurningFeed {
    function latestRoundData() external pure {
        while (true) {}
    }
}
