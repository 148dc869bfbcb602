// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A reference feed that burns all gas it is given.
contract BurningFeed {
    function latestRoundData()
        external
        pure
        returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 round)
    {
        while (true) {}
    }
}
