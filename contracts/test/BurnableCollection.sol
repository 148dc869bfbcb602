// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainCollection} from "./PlainCollection.sol";

/// @title A collection whose tokens can end
/// @notice Anybody may burn any of them. Not part of the product.
contract BurnableCollection is PlainCollection {
    function burn(uint256 tokenId) external {
        _burn(tokenId);
    }
}
