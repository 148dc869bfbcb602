// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice One right wing in its own coordinates: the hinge is the origin, x points outwards, y down.
struct Wing {
    int256 c1x; // leading edge, a cubic from the hinge to the apex
    int256 c1y;
    int256 c2x;
    int256 c2y;
    int256 ax; // apex
    int256 ay;
    int256 kx; // control point of the outer margin
    int256 ky;
    int256 bx; // inner corner
    int256 by;
    int256 dx; // control point of the inner edge, back to the hinge
    int256 dy;
    uint256 cells; // between veins along the outer margin
    int256[13] mx; // the outer margin, a point every half cell; at most six cells
    int256[13] my;
    int256 scallop; // how far each cell bulges, in thousandths
    uint256 tail; // the cell that carries a tail, 0 for none
}

/// @notice How the shape of one insect is drawn from its seed, and from nothing else.
struct Anatomy {
    Wing fore;
    Wing hind;
    uint256 spots; // bit set: 0 eyespot on the forewing, 1 on the hindwing, 2 margin dots, 3 second band
    int256 spotSize; // hundredths
    int256 band; // depth of the bands' crescents in thousandths
    uint256 antenna; // 0 clubbed, 1 feathered, 2 threads
    int256 girth; // half width of the thorax
    int256 length; // of the abdomen
}

/// @notice Turns a seed into a body.
library AnatomyOf {
    /// @dev Four families of forewings and four of hindwings; six points each as signed bytes, in units of two.
    bytes private constant _FORE =
        hex"1ec850a869b27ce8561e3232" // butterfly
        hex"1abe52987eae55e44e203434" // falcate moth
        hex"24d856c87cce68f84a143028" // hawk moth
        hex"12c03e9c60a47cdc56203236"; // round
    bytes private constant _HIND =
        hex"18e442dc56f66c42244c0042" // round
        hex"16e844e45200443822580040" // pointed
        hex"18e63ce248f65a2e2a44003a" // small
        hex"1ae048d85cee70501e54fe48"; // broad

    function of_(bytes32 seed) internal pure returns (Anatomy memory a) {
        bytes32 dice = keccak256(abi.encode(seed));
        uint256 family = uint8(dice[0]) % 4;
        a.fore = _wing(_FORE, family, dice, 1);
        a.hind = _wing(_HIND, uint8(dice[14]) % 4, dice, 15);
        a.fore.scallop = _within(dice[27], -40, 30);
        a.hind.scallop = _within(dice[27] << 4, 20, 110);
        if (uint8(dice[28]) % 5 < 2) a.hind.tail = a.hind.cells - 1;
        a.spots = uint8(dice[29]) & 0x0f;
        if (a.spots & 3 == 0) a.spots |= 1 << (uint8(dice[29] >> 4) & 1);
        a.spotSize = _within(dice[30], 58, 98);
        a.band = _within(dice[31], -130, 90);
        a.antenna =
            family == 0
                ? 0
                : family == 2
                    ? 2
                    : uint8(dice[28] >> 4) % 2;
        a.girth = _within(dice[30] << 4, 16, 25);
        a.length = _within(dice[31] << 4, 118, 160);
    }

    function _wing(
        bytes memory table,
        uint256 family,
        bytes32 dice,
        uint256 from
    ) private pure returns (Wing memory w) {
        int256[12] memory p;
        unchecked {
            for (uint256 i; i < 12; ++i) {
                p[i] = int256(int8(uint8(table[family * 12 + i]))) * 2 + _within(dice[from + i], -9, 9);
            }
        }
        (w.c1x, w.c1y, w.c2x, w.c2y, w.ax, w.ay) = (p[0], p[1], p[2], p[3], p[4], p[5]);
        (w.kx, w.ky, w.bx, w.by, w.dx, w.dy) = (p[6], p[7], p[8], p[9], p[10], p[11]);
        w.cells = uint256(_within(dice[from] << 4, 5, 6));
        _margin(w);
    }

    /// @dev A quadratic Bezier curve from the apex over its control point to the inner corner. Coordinates stay below
    /// 300.
    function _margin(Wing memory w) private pure {
        int256 n = int256(2 * w.cells);
        unchecked {
            for (int256 i; i <= n; ++i) {
                (int256 a, int256 k, int256 b) = ((n - i) * (n - i), 2 * (n - i) * i, i * i);
                w.mx[uint256(i)] = (w.ax * a + w.kx * k + w.bx * b) / (n * n);
                w.my[uint256(i)] = (w.ay * a + w.ky * k + w.by * b) / (n * n);
            }
        }
    }

    /// @dev A whole number from `low` to `high`, both included.
    function _within(bytes1 die, int256 low, int256 high) private pure returns (int256) {
        unchecked {
            return low + (int256(uint256(uint8(die))) * (high - low + 1)) / 256;
        }
    }
}
