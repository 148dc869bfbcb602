// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title An Automation target for tests of the local network
/// @notice Is due every `interval` seconds, counts its performances and remembers who performed. Not part of the product.
contract CountingUpkeep {
    error UpkeepRefused(uint256 count);

    uint256 public immutable INTERVAL;
    uint256 public count;
    uint256 public dueAt;
    address public performer;
    bytes public performData;
    bool public refuses;

    constructor(uint256 interval) {
        INTERVAL = interval;
        dueAt = block.timestamp + interval;
    }

    /// @notice While it refuses, performing reverts.
    function refuse(bool refuses_) external {
        refuses = refuses_;
    }

    function checkUpkeep(bytes calldata checkData) external view returns (bool, bytes memory) {
        return (block.timestamp >= dueAt, abi.encodePacked(checkData, count));
    }

    function performUpkeep(bytes calldata data) external {
        if (refuses) revert UpkeepRefused(count);
        count += 1;
        dueAt = block.timestamp + INTERVAL;
        performer = msg.sender;
        performData = data;
    }
}
