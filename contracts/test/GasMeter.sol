// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Measures what a view costs when another contract calls it. Not part of the product.
contract GasMeter {
    error MeteredCallFailed(address target, bytes cause);

    /// @notice Calls `target` and reports the gas that left this contract.
    /// @return gasUsed The call itself included (a cold account), the caller's transaction not.
    /// @return returned What the call returned, ABI encoded.
    function measure(
        address target,
        bytes calldata data
    ) external view returns (uint256 gasUsed, bytes memory returned) {
        uint256 before = gasleft();
        (bool ok, bytes memory answer) = target.staticcall(data);
        gasUsed = before - gasleft();
        if (!ok) revert MeteredCallFailed(target, answer);
        returned = answer;
    }
}
