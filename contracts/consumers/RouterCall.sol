// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IFunctionsRouter} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/interfaces/IFunctionsRouter.sol";
import {FunctionsRequest} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsRequest.sol";

/// @title The guarded call of the Functions Router
/// @notice `try router.sendRequest(...)` would copy the request, some 6 KB, into a second block of memory. Here the call is completed around it.
library RouterCall {
    /// @notice Free words that the bytes of a request must have before their length: the selector's and those of the five arguments.
    uint256 internal constant MARGIN = 6 * 32;

    /// @notice Sends a request. Never reverts; a router that answers nothing counts as a failure.
    /// @param data The request, with `MARGIN` before it and zeros up to the end of its last word (RequestBlob.build).
    /// @dev Numbers come as `uint256`, for assembly sees the dirt that the compiler leaves above a narrower one.
    /// @return sent Whether the router took the request.
    /// @return result The request's id, or the first word of the revert data.
    function sendRequest(
        address router,
        bytes memory data,
        uint256 subscriptionId,
        uint256 callbackGas,
        bytes32 donId
    ) internal returns (bool sent, bytes32 result) {
        uint256 selector = uint32(IFunctionsRouter.sendRequest.selector);
        uint256 dataVersion = FunctionsRequest.REQUEST_DATA_VERSION;
        assembly ("memory-safe") {
            let start := sub(data, 0xc0)
            mstore(start, selector) // in the last four bytes of its word
            mstore(add(start, 0x20), subscriptionId)
            mstore(add(start, 0x40), 0xa0) // where `data` begins, counted from the first argument
            mstore(add(start, 0x60), dataVersion)
            mstore(add(start, 0x80), callbackGas)
            mstore(add(start, 0xa0), donId)
            let padded := and(add(mload(data), 0x1f), not(0x1f))
            mstore(0, 0)
            sent := call(gas(), router, 0, add(start, 0x1c), add(padded, 0xc4), 0, 0x20)
            sent := and(sent, gt(returndatasize(), 0x1f))
            result := mload(0)
        }
    }
}
