// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FunctionsClient} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/FunctionsClient.sol";
import {FunctionsRequest} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsRequest.sol";

/// @title A consumer in the style of Chainlink's starter kit, to compare ours with
/// @notice Keeps a whole encoded request in storage and sends it unchanged whenever its interval has passed. Not part of the product.
contract StoredRequestConsumer is FunctionsClient {
    error UpkeepNotNeeded(uint256 dueAt);

    event RequestFailed(bytes cause);

    bytes public request;
    uint64 public subscriptionId;
    uint32 public callbackGasLimit;
    bytes32 public donId;
    uint256 public interval; // seconds
    uint256 public lastPerformedAt; // unix seconds
    uint256 public performances;
    uint256 public requests;
    uint256 public answers;
    bytes32 public lastRequestId;
    bytes public lastResponse;
    bytes public lastError;

    constructor(address router, bytes32 don, uint64 subscription, uint32 gasLimit) FunctionsClient(router) {
        (donId, subscriptionId, callbackGasLimit, interval) = (don, subscription, gasLimit, 1 days);
    }

    /// @notice Stores the request that every performance sends.
    function setRequest(bytes calldata encoded) external {
        request = encoded;
    }

    function performUpkeep(bytes calldata) external {
        uint256 dueAt = lastPerformedAt + interval;
        if (block.timestamp < dueAt) revert UpkeepNotNeeded(dueAt);
        lastPerformedAt = block.timestamp;
        ++performances;
        try
            i_functionsRouter.sendRequest(
                subscriptionId,
                request,
                FunctionsRequest.REQUEST_DATA_VERSION,
                callbackGasLimit,
                donId
            )
        returns (bytes32 requestId) {
            ++requests;
            lastRequestId = requestId;
            emit RequestSent(requestId);
        } catch (bytes memory cause) {
            emit RequestFailed(cause);
        }
    }

    function _fulfillRequest(bytes32, bytes memory response, bytes memory err) internal override {
        (lastResponse, lastError) = (response, err);
        ++answers;
    }
}
