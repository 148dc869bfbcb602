// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Time integral of a multiplier that falls back by itself
/// @notice A list of checkpoints, one storage word each. From `since` on the multiplier is `multiplier` until `fallbackAt` and `preset` after it. The
/// integral for any past second is found in O(log n), so that rewards need no loop and no transaction at the moment of a fallback.
library MultiplierIntegral {
    struct Checkpoint {
        uint40 since; // unix seconds
        uint40 fallbackAt; // unix seconds
        uint16 multiplier; // basis points
        uint16 preset; // basis points
        uint144 sum; // integral up to `time`, basis points times seconds
    }

    /// @notice Appends a checkpoint for now, or rewrites the last one if it is of this very second.
    /// @param length How many checkpoints there are.
    /// @return The new number of checkpoints.
    function push(
        mapping(uint256 index => Checkpoint) storage list,
        uint24 length,
        uint40 fallbackAt,
        uint16 multiplier,
        uint16 preset
    ) internal returns (uint24) {
        uint40 nowSeconds = uint40(block.timestamp);
        uint144 sum;
        if (length != 0) {
            Checkpoint memory last = list[length - 1];
            sum = _sumAt(last, nowSeconds);
            if (last.since == nowSeconds) --length;
        }
        list[length] = Checkpoint(nowSeconds, fallbackAt, multiplier, preset, sum);
        return length + 1;
    }

    /// @notice A settled period moves the fallback away: in place while it has not begun, by a new checkpoint once it has.
    function postpone(
        mapping(uint256 index => Checkpoint) storage list,
        uint24 length,
        uint40 fallbackAt,
        uint16 multiplier
    ) internal returns (uint24) {
        Checkpoint memory last = list[length - 1];
        if (block.timestamp >= last.fallbackAt) return push(list, length, fallbackAt, multiplier, last.preset);
        list[length - 1].fallbackAt = fallbackAt;
        return length;
    }

    /// @notice Integral up to a second that is not before the first checkpoint.
    function sumAt(
        mapping(uint256 index => Checkpoint) storage list,
        uint256 length,
        uint40 time
    ) internal view returns (uint256) {
        uint256 low = 0;
        uint256 high = length;
        // Invariant: list[low].since <= time, and list[high].since > time where high < length.
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (list[middle].since <= time) low = middle;
            else high = middle;
        }
        return _sumAt(list[low], time);
    }

    /// @dev 2 ** 144 basis points times seconds last longer than uint40 seconds at the largest multiplier, so the sum cannot wrap.
    function _sumAt(Checkpoint memory c, uint40 time) private pure returns (uint144) {
        uint256 fallbackAt = c.fallbackAt < c.since ? c.since : c.fallbackAt;
        uint256 end = time < fallbackAt ? time : fallbackAt;
        uint256 sum = c.sum + (end - c.since) * c.multiplier;
        if (time > fallbackAt) sum += (time - fallbackAt) * c.preset;
        return uint144(sum);
    }
}
