// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Wing} from "./Anatomy.sol";
import {Ink, InkOf} from "./Ink.sol";

/// @notice The curves of one wing as SVG path data. Nothing here can overflow: coordinates stay below a thousand and
/// factors below ten thousand.
library WingLines {
    using InkOf for Ink;

    int256 private constant _ONE = 1000;

    /// @notice The closed outline: leading edge, scalloped margin with its tail, inner edge.
    function outline(Ink memory ink, Wing memory w) internal pure {
        ink.put("M0 0C").point(w.c1x, w.c1y).to(w.c2x, w.c2y).to(w.ax, w.ay);
        _chain(ink, w, _ONE, w.scallop, w.tail);
        ink.put("Q").point(w.dx, w.dy).put(" 0 0");
    }

    /// @notice A band along the margin that tapers at both ends: crescents on the outer side, a smooth line on the
    /// inner.
    function band(Ink memory ink, Wing memory w, int256 scale, int256 depth) internal pure {
        ink.put("M");
        _scaled(ink, w.ax, w.ay, scale);
        _chain(ink, w, scale, depth, 0);
        ink.put("Q");
        unchecked {
            _scaled(ink, w.kx, w.ky, scale - 220);
        }
        ink.put(" ");
        _scaled(ink, w.ax, w.ay, scale);
    }

    /// @notice A smooth line parallel to the margin.
    function parallel(Ink memory ink, Wing memory w, int256 scale) internal pure {
        ink.put("M");
        _scaled(ink, w.ax, w.ay, scale);
        ink.put("Q");
        _scaled(ink, w.kx, w.ky, scale);
        ink.put(" ");
        _scaled(ink, w.bx, w.by, scale);
    }

    /// @notice The discal cell and the veins that leave it for the margin.
    function veins(Ink memory ink, Wing memory w) internal pure {
        unchecked {
            (int256 fx, int256 fy) = _cellEnd(w, 1);
            (int256 ex, int256 ey) = _cellEnd(w, w.cells - 1);
            ink.put("M0 0Q").point((w.c1x * 2 + fx) / 4, (w.c1y * 2 + fy) / 4).to(fx, fy);
            ink.put("Q").point(((ex + fx) * 9) / 20, ((ey + fy) * 9) / 20).to(ex, ey);
            ink.put("Q").point((ex * 2 + w.dx) / 4, (ey * 2 + w.dy) / 4).put(" 0 0");
            for (uint256 i = 1; i < w.cells; ++i) _vein(ink, w, i);
        }
    }

    /// @notice The point `half` half-cells along the outer margin.
    function margin(Wing memory w, uint256 half) internal pure returns (int256, int256) {
        return (w.mx[half], w.my[half]);
    }

    /// @dev From the discal cell almost to the margin.
    function _vein(Ink memory ink, Wing memory w, uint256 i) private pure {
        unchecked {
            (int256 sx, int256 sy) = _cellEnd(w, i);
            (int256 px, int256 py) = margin(w, 2 * i);
            ink.put("M").point(sx, sy);
            ink.put("Q").point((px * 7) / 10 + sx / 12, (py * 7) / 10 + sy / 12);
            ink.to((px * 97) / 100, (py * 97) / 100);
        }
    }

    /// @dev From cell to cell along the margin; each cell is a quadratic whose control is pushed out by `bulge`.
    function _chain(Ink memory ink, Wing memory w, int256 scale, int256 bulge, uint256 tail) private pure {
        unchecked {
            for (uint256 i = 1; i <= w.cells; ++i) {
                if (i == tail) _tail(ink, w, i);
                else _scallop(ink, w, i, scale, bulge);
            }
        }
    }

    function _scallop(Ink memory ink, Wing memory w, uint256 i, int256 scale, int256 bulge) private pure {
        unchecked {
            (int256 x, int256 y) = _control(w, i);
            int256 out = ((_ONE + bulge) * scale) / _ONE;
            ink.put("Q").point((x * out) / _ONE, (y * out) / _ONE);
            (x, y) = margin(w, 2 * i);
            ink.to((x * scale) / _ONE, (y * scale) / _ONE);
        }
    }

    /// @dev The control point with which a quadratic curve over cell `i` follows the margin.
    function _control(Wing memory w, uint256 i) private pure returns (int256 x, int256 y) {
        unchecked {
            (int256 fromX, int256 fromY) = margin(w, 2 * i - 2);
            (int256 toX, int256 toY) = margin(w, 2 * i);
            (x, y) = margin(w, 2 * i - 1);
            return (2 * x - (fromX + toX) / 2, 2 * y - (fromY + toY) / 2);
        }
    }

    /// @dev A spoon-shaped tail: out to the tip along one side, back along the other.
    function _tail(Ink memory ink, Wing memory w, uint256 i) private pure {
        unchecked {
            (int256 fromX, int256 fromY) = margin(w, 2 * i - 2);
            (int256 toX, int256 toY) = margin(w, 2 * i);
            int256 tipX = (fromX + toX) / 2;
            int256 tipY = ((fromY + toY) * 83) / 100;
            ink.put("C").point(fromX - 8, (fromY * 5) / 4);
            ink.to(tipX + 34, tipY - 14).to(tipX + 6, tipY);
            ink.put("C").point(tipX - 22, tipY + 10);
            ink.to(toX + 8, (toY * 5) / 4).to(toX, toY);
        }
    }

    /// @dev Where vein `i` leaves the discal cell: near the middle of the wing, drawn together.
    function _cellEnd(Wing memory w, uint256 i) private pure returns (int256 x, int256 y) {
        unchecked {
            (int256 midX, int256 midY) = margin(w, w.cells);
            (x, y) = margin(w, 2 * i);
            return ((x * 9 + midX * 11) / 40, (y * 9 + midY * 11) / 40);
        }
    }

    function _scaled(Ink memory ink, int256 x, int256 y, int256 scale) private pure {
        unchecked {
            ink.point((x * scale) / _ONE, (y * scale) / _ONE);
        }
    }
}
