// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibRLP} from "solady/src/utils/LibRLP.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {Line} from "./LineWord.sol";
import {RouterCall} from "./RouterCall.sol";

/// @notice What a confirmation request carries; both words as the DON answered them.
struct Candidate {
    bytes32 header;
    int256 reading;
}

/// @title A Functions request as stored head and fresh tail
/// @notice A request's CBOR is a sequence of keys and values without delimiters, so `head ++ tail` is valid as long as no key stands in both. The
/// head (code location, language, source) is contract code; the tail (secrets reference, `bytesArgs`) is built for each request. Keys, order and
/// encoding are those of Chainlink's FunctionsRequest library (v1_0_0), byte for byte but for small integers: that library writes them as bignums of
/// 35 bytes, we in the one byte of RFC 8949 section 3, as the toolkit does.
library RequestBlob {
    /// @dev The most that contract code may hold after SSTORE2's leading zero byte (EIP-170).
    uint256 internal constant CHUNK = 24_575;
    /// @dev codeLocation: 0 (inline), language: 0 (JavaScript), and the key `source`.
    bytes private constant PREFIX = "\x6ccodeLocation\x00\x68language\x00\x66source";
    /// @dev secretsLocation: 2 (DON-hosted), and the key `secrets`.
    bytes25 private constant SECRETS = "\x6fsecretsLocation\x02\x67secrets";
    /// @dev The key `bytesArgs`, an array without stated length, and in it a byte string of 106 bytes.
    bytes13 private constant BYTES_ARGS = "\x69bytesArgs\x9f\x58\x6a";
    uint256 private constant TAIL_VERSION = 1;

    /// @notice Writes the head into contract code. The contracts are the next ones that this contract creates.
    /// @return count How many contracts it took.
    function store(string memory source) internal returns (uint8 count) {
        bytes memory head = abi.encodePacked(PREFIX, _textHeader(bytes(source).length), source);
        for (uint256 start = 0; start < head.length; start += CHUNK) {
            uint256 length = head.length - start < CHUNK ? head.length - start : CHUNK;
            bytes memory part = new bytes(length);
            assembly ("memory-safe") {
                mcopy(add(part, 0x20), add(add(head, 0x20), start), length)
            }
            SSTORE2.write(part);
            ++count;
        }
    }

    /// @notice Addresses of chunks, by their numbers.
    function addresses(uint256 first, uint256 count) internal view returns (address[] memory chunks) {
        chunks = new address[](count);
        for (uint256 i = 0; i < count; ++i) chunks[i] = _chunk(first + i);
    }

    /// @notice A whole request, with `RouterCall.MARGIN` before it: the head read back from its chunks, then the tail (docs/formats.md).
    /// @param line Says where the head lies; without chunks the result is the tail alone.
    /// @param question See AskWords.
    /// @param interactions What the tail says of the holders: their tally, zero for a program that does not listen.
    /// @param secretsReference At most 255 bytes; empty for none.
    function build(
        Line line,
        uint32 program,
        uint256 question,
        uint64 interactions,
        Candidate memory candidate,
        bytes memory secretsReference
    ) internal view returns (bytes memory data) {
        uint256 margin = RouterCall.MARGIN;
        uint256 out;
        assembly ("memory-safe") {
            data := add(mload(0x40), margin)
            out := add(data, 0x20)
        }
        out = _copyHead(out, line.firstChunk(), line.chunks());
        if (secretsReference.length != 0) out = _writeSecrets(out, secretsReference);
        out = _writeArgs(out, program, question, interactions, candidate);
        assembly ("memory-safe") {
            mstore(data, sub(out, add(data, 0x20)))
            // Zeros up to the end of the last word, where the next allocation begins.
            mstore(out, 0)
            mstore(0x40, and(add(out, 0x1f), not(0x1f)))
        }
    }

    /// @notice The source text inside a stored head.
    function sourceIn(uint256 first, uint256 count) internal view returns (string memory source) {
        bytes memory head;
        uint256 end;
        assembly ("memory-safe") {
            head := mload(0x40)
            end := add(head, 0x20)
        }
        end = _copyHead(end, first, count);
        assembly ("memory-safe") {
            mstore(head, sub(end, add(head, 0x20)))
            mstore(0x40, and(add(end, 0x1f), not(0x1f)))
        }
        uint256 start = PREFIX.length;
        // The initial byte of a CBOR text tells how many bytes its length takes: 0x78 one, 0x79 two, below that none.
        uint256 initial = uint8(head[start]);
        start +=
            initial == 0x79
                ? 3
                : initial == 0x78
                    ? 2
                    : 1;
        uint256 length = head.length - start;
        source = string(new bytes(length));
        assembly ("memory-safe") {
            mcopy(add(source, 0x20), add(add(head, 0x20), start), length)
        }
    }

    /// @dev A chunk is a contract that this one created, so that its number, the creator's nonce, is enough to find it (EIP-161: the first has 1). That
    /// saves a line the storage word that an address needs.
    function _chunk(uint256 number) private view returns (address) {
        return LibRLP.computeAddress(address(this), number);
    }

    /// @dev Writes the code of chunks, but for its leading zero bytes, to `out`; returns the address after it.
    function _copyHead(uint256 out, uint256 first, uint256 count) private view returns (uint256) {
        uint256 end;
        unchecked {
            end = first + count; // 32 and 8 bits
        }
        for (uint256 number = first; number < end; ++number) {
            address chunk = _chunk(number);
            assembly ("memory-safe") {
                let length := sub(extcodesize(chunk), 1)
                extcodecopy(chunk, out, 1, length)
                out := add(out, length)
            }
        }
        return out;
    }

    /// @dev Writes the secrets' location and, as a byte string, their reference to `out`; returns the address after them. Nothing may be allocated
    /// here, for `out` lies in free memory.
    function _writeSecrets(uint256 out, bytes memory secretsReference) private pure returns (uint256) {
        bytes32 member = SECRETS;
        assembly ("memory-safe") {
            let length := mload(secretsReference)
            mstore(out, member)
            out := add(out, 25)
            switch lt(length, 24)
            case 1 {
                mstore8(out, add(0x40, length))
            }
            default {
                mstore8(out, 0x58)
                out := add(out, 1)
                mstore8(out, length)
            }
            mcopy(add(out, 1), add(secretsReference, 0x20), length)
            out := add(add(out, 1), length)
        }
        return out;
    }

    /// @dev Writes the key `bytesArgs` and the tail's 106 bytes to `out`, from left to right, each word over the spare bytes of the one before; returns
    /// the address after the array's end.
    function _writeArgs(
        uint256 out,
        uint32 program,
        uint256 question,
        uint64 interactions,
        Candidate memory candidate
    ) private pure returns (uint256) {
        // 13 bytes of CBOR, then one of version and four of program.
        uint256 start = uint256(bytes32(BYTES_ARGS)) | (TAIL_VERSION << 144) | (uint256(program) << 112);
        assembly ("memory-safe") {
            mstore(out, start)
            mstore(add(out, 18), question) // 29 bytes of it stay
            mstore(add(out, 47), mload(candidate))
            mstore(add(out, 79), mload(add(candidate, 0x20)))
            mstore(add(out, 111), or(shl(192, interactions), shl(184, 0xff))) // 0xff ends the array
            out := add(out, 120)
        }
        return out;
    }

    /// @dev RFC 8949 section 3: major type 3, the shortest form of the length. Sources are at most 30 KB, so two bytes suffice.
    function _textHeader(uint256 length) private pure returns (bytes memory) {
        if (length < 24) return abi.encodePacked(uint8(0x60 + length));
        if (length < 256) return abi.encodePacked(uint8(0x78), uint8(length));
        return abi.encodePacked(uint8(0x79), uint16(length));
    }
}
