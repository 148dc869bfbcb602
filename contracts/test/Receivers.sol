// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IImagoCollection} from "../collection/IImagoCollection.sol";

/// @notice An account that takes no ether. Not part of the product.
contract RefusingReceiver {
    error EtherRefused();

    receive() external payable {
        revert EtherRefused();
    }
}

/// @notice An account without any receiver's hook, which mints for itself. Not part of the product.
contract HooklessMinter {
    /// @notice Mints with the ether it is sent.
    function mint(IImagoCollection collection, uint256 quantity) external payable {
        collection.mint{value: msg.value}(quantity);
    }
}
