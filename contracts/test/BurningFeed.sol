// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A reference feed that burns all gas it is given.
contract BurningFeed {
    function latestRoundData() external pure returns (uint80, int256, uint256, uint256, uint80) {
        while (true) {}
    }
}
