// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title OpenZeppelin's ERC-721 and a counter, to compare our collection with
/// @notice The least that lets anybody mint for nothing. Not part of the product.
contract PlainCollection is ERC721 {
    uint256 public totalSupply;

    constructor() ERC721("Plain", "PLAIN") {}

    function mint(uint256 quantity) external {
        uint256 tokenId = totalSupply;
        for (uint256 end = tokenId + quantity; tokenId < end;) _mint(msg.sender, ++tokenId);
        totalSupply = tokenId;
    }
}
