// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the Functions router where a test needs callbacks only: it numbers requests, bills nobody, checks no signatures, and hands in
/// what it is told to. The production router is in the tests of requests. Not part of the product.
contract StubRouter {
    event Delivered(bool done, uint256 used);

    error RouterRefused();

    uint256 public requests;
    bytes32 public lastRequestId;
    bool public refuses;

    /// @notice While it refuses, sending reverts, as with an empty subscription.
    function refuse(bool refuses_) external {
        refuses = refuses_;
    }

    /// @notice What a consumer calls; the id is a hash, as the production router's is.
    function sendRequest(uint64, bytes calldata, uint16, uint32, bytes32) external returns (bytes32) {
        if (refuses) revert RouterRefused();
        lastRequestId = keccak256(abi.encode(address(this), msg.sender, ++requests));
        return lastRequestId;
    }

    /// @notice Calls a consumer back with an exact amount of gas.
    /// @return done Whether the callback did not revert.
    /// @return used Gas that it took, the call itself included.
    function deliver(
        address consumer,
        bytes32 requestId,
        bytes calldata response,
        bytes calldata err,
        uint256 gasLimit
    ) external returns (bool done, uint256 used) {
        bytes memory data = abi.encodeWithSignature(
            "handleOracleFulfillment(bytes32,bytes,bytes)",
            requestId,
            response,
            err
        );
        uint256 before = gasleft();
        (done, ) = consumer.call{gas: gasLimit}(data);
        used = before - gasleft();
        emit Delivered(done, used);
    }
}
