// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice The cheat codes that these tests use, provided by the test runner at a fixed address.
interface Vm {
    function warp(uint256 newTimestamp) external;
    function prank(address sender) external;
    function expectRevert(bytes calldata revertData) external;
    function expectRevert(bytes4 selector) external;
    function assume(bool condition) external;
    function txGasPrice(uint256 gasPrice) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
